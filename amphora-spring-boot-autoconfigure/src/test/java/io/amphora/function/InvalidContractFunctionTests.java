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

package io.amphora.function;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.function.Sums.Adder;
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
	void refusesANameThatTheContractDoesNotMention() {
		assertThatInvalid(RenamedAdder.class)
			.withMessageContaining("It has the name \"plus\", and in its contract \"add\".");
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

	static class RenamedAdder implements Sums {

		@Override
		@AmphoraFunction("plus")
		public int add(int x, int y) {
			return x + y;
		}

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
