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

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RemoteException}.
 */
class RemoteExceptionTests {

	private static final CallReport REPORT = CallReport.of("math", "add", CallStage.REPLIED);

	@Test
	void namesTheFunctionIfTheServerSendsNoMessage() {
		RemoteException exception = new RemoteException("IllegalStateException", List.of(), REPORT);
		assertThat(exception).hasMessage("Function 'add' of service 'math' failed with IllegalStateException");
		assertThat(exception.errorType()).isEqualTo("IllegalStateException");
		assertThat(exception.args()).isEmpty();
	}

	@Test
	void hasTheMessageOfTheServer() {
		assertThat(new RemoteException("ValueError", List.of("x", 5), REPORT)).hasMessage("ValueError: x, 5");
	}

	@Test
	void messageShowsTheTypeSafelyAndKeepsTheTextOfTheServer() {
		String type = "Error\nforged" + "x".repeat(1000);
		RemoteException exception = new RemoteException(type, List.of("first line\nsecond line"), REPORT);
		assertThat(exception).message().isEqualTo("Error?forged" + "x".repeat(88) + "...: first line\nsecond line");
		assertThat(exception.errorType()).isEqualTo(type);
		assertThat(new RemoteException(type, List.of(), REPORT)).message().hasSizeLessThan(200).doesNotContain("\n");
	}

	@Test
	void isNamedByItsTypeIfAFunctionThrowsIt() {
		assertThat(new RemoteException("Sold")).hasMessage("Sold");
	}

}
