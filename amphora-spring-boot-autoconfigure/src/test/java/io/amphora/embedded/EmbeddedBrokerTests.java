package io.amphora.embedded;

import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EmbeddedBroker}.
 */
class EmbeddedBrokerTests {

	@Test
	void nameOfALocaleInWhichItCannotStartIsInTheMessage() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("tr"));
		try {
			assertThatExceptionOfType(EmbeddedBrokerException.class).isThrownBy(() -> EmbeddedBroker.start(0))
				.withMessageContaining("'tr'")
				.withMessageContaining("-Duser.language=en");
		}
		finally {
			Locale.setDefault(before);
		}
	}

}
