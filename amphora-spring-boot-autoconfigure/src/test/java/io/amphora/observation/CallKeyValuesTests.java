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

package io.amphora.observation;

import io.micrometer.common.KeyValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallKeyValues}.
 */
class CallKeyValuesTests {

	private static final String SMILE = "\uD83D\uDE00";

	@ParameterizedTest
	@CsvSource({ "98, 100", "99, 99", "100, 100" })
	void longNamesAreCutBetweenCharacters(int before, int length) {
		String function = "f".repeat(before) + SMILE + "g".repeat(50);
		assertThat(CallKeyValues.high(function, null)).extracting(KeyValue::getValue)
			.containsExactly(function.substring(0, length));
	}

}
