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
import java.util.List;

import io.amphora.WrongRequestException.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WrongRequestException}.
 */
class WrongRequestExceptionTests {

	private final CallReport report = new CallReport("math", "add", "math", "1", CallStage.HELD, Duration.ZERO);

	@Test
	void messageIsTheReason() {
		assertThat(new WrongRequestException("no such function").reason()).isEqualTo("no such function");
		assertThat(new WrongRequestException("not sent", this.report, new IllegalStateException()).reason())
			.isEqualTo("not sent");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Service 'math' has no function 'add'",
			"Service 'math' has no function 'add' on this server. Did you mean 'ad'?",
			"Service 'math' has no function 'add'. Did you mean 'ad'?",
			"Service 'math' has no function 'add' on this server: introspection is off ('amphora.server.introspection.enabled')",
			"add" })
	void functionOfTheCallIsUnknownIfTheServerSaysSo(String reason) {
		assertThat(new WrongRequestException("message", reason, List.of(), this.report, null).unknownFunction())
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Service 'math' has no function 'ad'", "Service 'mail' has no function 'add'",
			"Service 'math' has no function 'add.all'", "no Service 'math' has no function 'add'",
			"Function 'add' received invalid arguments: 'x' must be positive", "" })
	void anyOtherReasonDoesNotConcernTheFunction(String reason) {
		assertThat(new WrongRequestException("message", reason, List.of(), this.report, null).unknownFunction())
			.isFalse();
	}

	@Test
	void unknownFunctionIsNotRecognizedWithoutACall() {
		assertThat(new WrongRequestException("Service 'math' has no function 'add'").unknownFunction()).isFalse();
	}

	@Test
	void causeHasTheReasonAndTheViolations() {
		WrongRequestException cause = new WrongRequestException("wrong",
				List.of(new Violation("x", "must be positive")));
		WrongRequestException wrong = new WrongRequestException("wrong The client abandoned " + this.report.describe(),
				this.report, cause);
		assertThat(wrong.reason()).isEqualTo("wrong");
		assertThat(wrong.violations()).isEqualTo(cause.violations());
	}

}
