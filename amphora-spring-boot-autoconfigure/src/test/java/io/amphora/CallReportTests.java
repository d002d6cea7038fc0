package io.amphora;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallReport}.
 */
class CallReportTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			HELD          | request held, not sent
			SENT          | request sent, not confirmed
			CONFIRMED     | request confirmed, no reply yet
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

	@Test
	void canBeCreatedInOneLine() {
		CallReport report = CallReport.of("math", "add", CallStage.CONFIRMED);
		assertThat(report)
			.extracting(CallReport::service, CallReport::function, CallReport::routingKey, CallReport::stage,
					CallReport::elapsed)
			.containsExactly("math", "add", "math", CallStage.CONFIRMED, Duration.ZERO);
		assertThat(report.correlationId()).isNotEqualTo(CallReport.of("math", "add", CallStage.HELD).correlationId());
	}

	@ParameterizedTest
	@MethodSource("io.amphora.test.CallFailures#types")
	void everyExceptionOfACallCanBeCreatedWithoutAReport(Class<?> type) throws Exception {
		Object exception = (type == RemoteException.class) ? new RemoteException("Sold")
				: type.getConstructor(String.class).newInstance("Sold");
		assertThat((AmphoraException) exception).hasMessage("Sold").extracting(AmphoraException::report).isNull();
	}

}
