package io.amphora.sample;

import io.amphora.RemoteException;
import io.amphora.autoconfigure.test.AmphoraTest;
import io.amphora.client.AmphoraClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MathFunctions}, called as others call them.
 */
@AmphoraTest
class MathFunctionsTests {

	@Autowired
	AmphoraClient simplemath;

	@Test
	void subtractsTheSecondFromTheFirst() {
		assertThat(this.simplemath.call("sub", int.class, 10, 3)).isEqualTo(7);
	}

	@Test
	void nothingIsDividedByZero() {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.simplemath.call("div", int.class, 1, 0))
			.withMessageContaining("/ by zero");
	}

}
