/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.transport.connection;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.util.backoff.BackOffExecution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RandomizedBackOff}.
 */
class RandomizedBackOffTests {

	@Test
	void refusesToRetryWithoutAPause() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RandomizedBackOff.of(Duration.ofNanos(999_999), Duration.ofSeconds(5)))
			.withMessageContaining("'initialInterval'");
	}

	@Test
	void retriesAfterACenturyAtTheLatest() {
		Duration forEver = ChronoUnit.FOREVER.getDuration();
		BackOffExecution backOff = RandomizedBackOff.of(forEver, forEver).start();
		for (int attempt = 0; attempt < 40; attempt++) {
			assertThat(Duration.ofMillis(backOff.nextBackOff())).isBetween(Duration.ZERO, Duration.ofDays(36_525));
		}
	}

	@Test
	void refusesALongestIntervalBelowTheFirst() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RandomizedBackOff.of(Duration.ofSeconds(2), Duration.ofSeconds(1)))
			.withMessageContaining("'maxInterval'");
	}

	@RepeatedTest(20)
	void intervalsAreRandomEvenIfTheyDoNotGrow() {
		BackOffExecution backOff = RandomizedBackOff.of(Duration.ofDays(1), Duration.ofDays(1)).start();
		long day = Duration.ofDays(1).toMillis();
		assertThat(List.of(backOff.nextBackOff(), backOff.nextBackOff(), backOff.nextBackOff())).doesNotHaveDuplicates()
			.allSatisfy((interval) -> assertThat(interval).isBetween(day / 2, day));
	}

	@Test
	void shortestIntervalIsNotRandom() {
		BackOffExecution backOff = RandomizedBackOff.of(Duration.ofMillis(1), Duration.ofMillis(4)).start();
		assertThat(new long[] { backOff.nextBackOff(), backOff.nextBackOff(), backOff.nextBackOff() })
			.containsExactly(1, 2, 4);
	}

}
