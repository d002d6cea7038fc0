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
