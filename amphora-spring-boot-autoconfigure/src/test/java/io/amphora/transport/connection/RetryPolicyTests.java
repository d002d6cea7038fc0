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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RetryPolicy}.
 */
class RetryPolicyTests {

	@Test
	void refusesToRetryWithoutAPause() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryPolicy(Duration.ofNanos(999_999), Duration.ofSeconds(5)))
			.withMessageContaining("'initialInterval'");
	}

	@Test
	void refusesToRetryARefusalWithoutAPause() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO))
			.withMessageContaining("'refusalInterval'");
	}

	@Test
	void retriesAfterACenturyAtTheLatest() {
		Duration forEver = ChronoUnit.FOREVER.getDuration();
		BackOff backOff = new RetryPolicy(forEver, forEver, forEver).newBackOff();
		for (int attempt = 0; attempt < 40; attempt++) {
			assertThat(backOff.next()).isBetween(Duration.ZERO, Duration.ofDays(36_525));
		}
		assertThat(backOff.afterRefusal()).isEqualTo(Duration.ofDays(36_525));
	}

	@Test
	void refusesALongestIntervalBelowTheFirst() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1)))
			.withMessageContaining("'maxInterval'");
	}

}
