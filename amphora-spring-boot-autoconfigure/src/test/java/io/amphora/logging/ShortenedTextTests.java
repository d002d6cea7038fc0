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

package io.amphora.logging;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShortenedText}.
 */
class ShortenedTextTests {

	@Test
	void longTextEndsWithAnEllipsis() {
		assertThat(ShortenedText.of("0123456789", 5)).isEqualTo("01234...");
	}

	@Test
	void shortenedTextRemainsAsItIs() {
		assertThat(ShortenedText.of("01234...", 5)).isEqualTo("01234...");
		assertThat(ShortenedText.of("012", 5)).isEqualTo("012");
	}

	@Test
	void noCharacterIsCutInHalf() {
		assertThat(ShortenedText.of("0123\uD83C\uDFFA56789", 5)).isEqualTo("0123...");
		assertThat(ShortenedText.of("012\uD83C\uDFFA56789", 5)).isEqualTo("012\uD83C\uDFFA...");
	}

}
