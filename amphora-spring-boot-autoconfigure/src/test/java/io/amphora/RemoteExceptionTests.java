package io.amphora;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RemoteException}.
 */
class RemoteExceptionTests {

	private static final CallReport REPORT = CallReport.of("math", "add", CallStage.ANSWERED);

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
	void isNamedByItsTypeIfAFunctionThrowsIt() {
		assertThat(new RemoteException("Sold")).hasMessage("Sold");
	}

}
