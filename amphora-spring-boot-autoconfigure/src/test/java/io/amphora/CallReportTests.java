package io.amphora;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallReport}.
 */
class CallReportTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			HELD          | request held, not sent
			SENT          | request sent, not confirmed
			CONFIRMED     | request confirmed, not answered
			RETURNED      | request returned
			ANSWERED      | answered
			ANSWERED_LATE | answered after the timeout
			""")
	void saysHowFarTheCallGot(CallStage stage, String text) {
		CallReport report = new CallReport("math", "add", "key", "id-1", stage, Duration.ofMillis(1234));
		assertThat(report.describe())
			.isEqualTo("function 'add' of service 'math' (routing key 'key', correlation id id-1, " + text
					+ " after 1234 ms)");
	}

}
