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

package io.amphora.fuzz;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.function.AmphoraFunctionDetector;
import io.amphora.function.AnnotatedFunction;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A caller chooses the name of what is run, so it is the annotation that decides, and
 * nothing else.
 */
class ReachableFunctionTests {

	@Test
	void reachesAnnotatedMethodsOnly() {
		assertThat(functions(FuzzFunctions.class)).extracting(AnnotatedFunction::name)
			.containsExactlyInAnyOrder("add", "dotted.name", "item", "items", "colours", "numbers", "times", "sum",
					"bytes");
	}

	@Test
	void reachesNoMethodOfObject() {
		List<String> ofObject = Arrays.stream(Object.class.getDeclaredMethods()).map(Method::getName).toList();
		assertThat(functions(FuzzFunctions.class, Doubler.class)).extracting(AnnotatedFunction::name)
			.doesNotContainAnyElementsOf(ofObject);
	}

	@Test
	void reachesTheMethodAndNotItsBridge() {
		List<AnnotatedFunction> functions = functions(Doubler.class);
		assertThat(functions).extracting(AnnotatedFunction::name).containsExactly("apply");
		assertThat(functions.get(0).method().isBridge()).isFalse();
		assertThat(functions.get(0).method().getParameterTypes()).containsExactly(Integer.class);
		assertThat(bridges(Doubler.class)).as("bridges that could have been reached").contains("apply");
	}

	@Test
	void reachesNoNeighboursOfAnAnnotatedMethod() {
		TreeSet<String> all = new TreeSet<>();
		ReflectionUtils.doWithMethods(Doubler.class, (method) -> all.add(method.getName()));
		assertThat(all).contains("apply", "reset", "compose", "andThen");
		assertThat(functions(Doubler.class)).extracting(AnnotatedFunction::name).containsExactly("apply");
	}

	private static Stream<String> bridges(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods()).filter(Method::isBridge).map(Method::getName);
	}

	private static List<AnnotatedFunction> functions(Class<?>... beans) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(beans)) {
			return new AmphoraFunctionDetector(context.getBeanFactory()).detect("fuzz");
		}
	}

	static class Doubler implements java.util.function.Function<Integer, Integer> {

		private static final AtomicInteger calls = new AtomicInteger();

		@Override
		@AmphoraFunction
		public Integer apply(Integer number) {
			calls.incrementAndGet();
			return 2 * Objects.requireNonNull(number);
		}

		public static void reset() {
			calls.set(0);
		}

	}

}
