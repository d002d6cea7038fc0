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

package io.amphora.server.execution;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchAdvice}.
 */
class BatchAdviceTests {

	private final BatchAdvice advice = new BatchAdvice();

	@Test
	void thereIsNoAdviceBeforeAFunctionHasRun() {
		assertThat(this.advice.of("add")).isEqualTo(BatchAdvice.NONE);
	}

	@ParameterizedTest
	@CsvSource({ "1, 1000", "10, 100", "50, 20", "300, 4", "1000, 1", "50000, 1" })
	void batchesAreSmallerTheLongerAFunctionTakes(long micros, int size) {
		ran(100, Duration.ofNanos(micros * 1000));
		assertThat(this.advice.of("add")).isEqualTo(size);
	}

	@Test
	void singlePauseDoesNotMatter() {
		ran(1000, Duration.ofNanos(5_000));
		ran(1, Duration.ofMillis(100));
		assertThat(this.advice.of("add")).isEqualTo(100);
	}

	@Test
	void functionThatIsOftenSlowIsSlow() {
		for (int i = 0; i < 200; i++) {
			ran(4, Duration.ofNanos(5_000));
			ran(1, Duration.ofMillis(50));
		}
		assertThat(this.advice.of("add")).isEqualTo(BatchAdvice.UNBATCHED);
	}

	@Test
	void functionThatBecomesSlowOrFastIsNoticed() {
		ran(1000, Duration.ofNanos(5_000));
		ran(40, Duration.ofMillis(50));
		assertThat(this.advice.of("add")).isEqualTo(BatchAdvice.UNBATCHED);
		ran(1000, Duration.ofNanos(5_000));
		assertThat(this.advice.of("add")).isEqualTo(100);
	}

	private void ran(int times, Duration duration) {
		for (int i = 0; i < times; i++) {
			this.advice.ran("add", duration.toNanos());
		}
	}

}
