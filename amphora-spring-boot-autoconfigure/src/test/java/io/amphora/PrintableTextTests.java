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

package io.amphora;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrintableText}.
 */
class PrintableTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r", "\t", "\0", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029" })
	void controlCharactersAndLineSeparatorsAreReplaced(String character) {
		assertThat(PrintableText.of("a" + character + "b")).isEqualTo("a?b");
		assertThat(PrintableText.name("a" + character + "b")).isEqualTo("a?b");
	}

	@Test
	void otherCharactersAreKept() {
		String text = "Grüße, 世界, \uD83D\uDE80 & é";
		assertThat(PrintableText.of(text)).isSameAs(text);
	}

	@Test
	void nullIsShown() {
		assertThat(PrintableText.of(null)).isEqualTo("null");
		assertThat(PrintableText.name(null)).isEqualTo("null");
	}

	@Test
	void textsKeepTheirLength() {
		assertThat(PrintableText.of("x".repeat(10_000))).hasSize(10_000);
	}

	@Test
	void longNamesAreShortened() {
		assertThat(PrintableText.name("x".repeat(100))).isEqualTo("x".repeat(100));
		assertThat(PrintableText.name("x".repeat(101))).isEqualTo("x".repeat(100) + "...");
	}

	@Test
	void surrogatePairsAreNotSplit() {
		assertThat(PrintableText.name("x".repeat(99) + "\uD83D\uDE80")).isEqualTo("x".repeat(99) + "...");
		assertThat(PrintableText.name("x".repeat(98) + "\uD83D\uDE80y")).isEqualTo("x".repeat(98) + "\uD83D\uDE80...");
	}

}
