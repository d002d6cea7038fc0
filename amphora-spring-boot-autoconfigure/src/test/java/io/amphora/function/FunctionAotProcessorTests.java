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
import io.amphora.annotation.NoAmphoraFunctions;
import io.amphora.function.Sums.Adder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FunctionAotProcessor}.
 */
class FunctionAotProcessorTests {

	@Test
	void registersHintsForFunctions() {
		assertThat(process(Adder.class)).isNotNull();
		assertThat(process(String.class)).isNull();
	}

	@Test
	void refusesWhatCannotBeServed() {
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> process(Total.class));
	}

	@Test
	void ignoresExcludedBeans() {
		assertThat(process(ExcludedTotal.class)).isNull();
	}

	private static @Nullable BeanRegistrationAotContribution process(Class<?> component) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean("bean", component);
			context.refreshForAotProcessing(new RuntimeHints());
			return new FunctionAotProcessor()
				.processAheadOfTime(RegisteredBean.of(context.getDefaultListableBeanFactory(), "bean"));
		}
	}

	@AmphoraContract("totals")
	interface Totals {

		int total(int... numbers);

	}

	@SuppressWarnings("overrides")
	static class Total implements Totals {

		@Override
		public int total(int[] numbers) {
			return numbers.length;
		}

	}

	@NoAmphoraFunctions
	@SuppressWarnings("overrides")
	static class ExcludedTotal extends Total {

	}

}
