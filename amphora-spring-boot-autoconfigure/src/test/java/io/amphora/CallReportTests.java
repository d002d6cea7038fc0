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
			REPLIED      | reply received
			REPLIED_LATE | reply received after the timeout
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
