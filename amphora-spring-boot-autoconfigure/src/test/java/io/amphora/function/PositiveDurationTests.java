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

package io.amphora.function;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PositiveDuration}.
 */
class PositiveDurationTests {

	@ParameterizedTest
	@ValueSource(strings = { "2s", "2000ms", "PT2S" })
	void readsTheStylesOfSpring(String text) {
		assertThat(PositiveDuration.parse(text)).isEqualTo(Duration.ofSeconds(2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0s", "-1s", "soon", "PT9999999999999999H" })
	void refusesOtherTexts(String text) {
		assertThat(PositiveDuration.parse(text)).isNull();
	}

	@Test
	void readsDurationsThatAreTooLongForNanoseconds() {
		assertThat(PositiveDuration.parse("110000d")).isEqualTo(Duration.ofDays(110_000));
	}

}
