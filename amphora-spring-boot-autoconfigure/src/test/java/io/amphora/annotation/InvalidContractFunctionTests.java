package io.amphora.annotation;

import io.amphora.annotation.Sums.Adder;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for beans that cannot serve their contract.
 */
class InvalidContractFunctionTests {

	@Test
	void refusesTwoBeansOfOneContract() {
		assertThatInvalid(Adder.class, OtherAdder.class)
			.withMessageContaining("Service 'sums' already has a function 'add'");
	}

	@Test
	void refusesAnotherService() {
		assertThatInvalid(Elsewhere.class).withMessageContaining("It names service \"elsewhere\", and its contract ")
			.withMessageContaining(" names \"sums\".");
	}

	@Test
	void refusesAnotherName() {
		assertThatInvalid(Renamed.class)
			.withMessageContaining("It has the name \"minus\", and in its contract \"sub\".");
	}

	@Test
	void refusesAContractWithoutService() {
		assertThatInvalid(Nowhere.class).withMessageContaining("NoService names no service.");
	}

	@Test
	void refusesVariableArgumentsThatAreNoneInTheContract() {
		assertThatInvalid(Varied.class).withMessageContaining("Its variable arguments are an array in its contract ");
	}

	private static ThrowableAssertAlternative<InvalidFunctionException> assertThatInvalid(Class<?>... components) {
		return assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> new Detection(components));
	}

	static class OtherAdder extends Adder {

	}

	static class Elsewhere implements Sums {

		@Override
		@AmphoraFunction(service = "elsewhere")
		public int add(int x, int y) {
			return x + y;
		}

	}

	@AmphoraContract("math")
	interface Names {

		@AmphoraFunction("sub")
		int subtract(int x, int y);

	}

	static class Renamed implements Names {

		@Override
		@AmphoraFunction("minus")
		public int subtract(int x, int y) {
			return x - y;
		}

	}

	@AmphoraContract
	interface NoService {

		void run();

	}

	static class Nowhere implements NoService {

		@Override
		public void run() {
		}

	}

	@AmphoraContract("varied")
	interface Variable {

		void run(String[] values);

	}

	@SuppressWarnings("overrides")
	static class Varied implements Variable {

		@Override
		public void run(String... values) {
		}

	}

}
