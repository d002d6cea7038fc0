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
