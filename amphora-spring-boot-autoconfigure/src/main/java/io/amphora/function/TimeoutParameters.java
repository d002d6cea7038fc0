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

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.amphora.annotation.CallTimeout;
import io.amphora.kotlin.KotlinMethods;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/**
 * Finds the timeout parameters of a method, which are annotated in the class of the bean
 * or in a contract that it implements.
 */
final class TimeoutParameters {

	private TimeoutParameters() {
	}

	static List<Integer> of(BeanMethod function) {
		List<Method> declarations = declarations(function).toList();
		List<Integer> timeouts = IntStream.range(0, function.method().getParameterCount())
			.filter((index) -> declarations.stream().anyMatch((each) -> isTimeout(each.getParameters()[index])))
			.boxed()
			.toList();
		for (int index : timeouts) {
			requireDuration(function, index);
		}
		return timeouts;
	}

	private static Stream<Method> declarations(BeanMethod function) {
		Stream<Method> inherited = ClassUtils.getAllInterfacesForClassAsSet(function.beanType())
			.stream()
			.flatMap((type) -> Stream.of(type.getMethods()))
			.filter((method) -> method.getParameterCount() == function.method().getParameterCount())
			.filter((method) -> KotlinMethods
				.withoutBridge(BridgeMethodResolver.getMostSpecificMethod(method, function.beanType()))
				.equals(function.method()));
		return Stream.concat(Stream.of(function.method()), inherited);
	}

	private static boolean isTimeout(Parameter parameter) {
		return MergedAnnotations.from(parameter).isPresent(CallTimeout.class);
	}

	private static void requireDuration(BeanMethod function, int index) {
		if (function.method().getParameterTypes()[index] != Duration.class) {
			throw function.invalid("Its parameter #%d is annotated with @CallTimeout but is not of type Duration."
				.formatted(index + 1), "Put @CallTimeout on a parameter of type Duration.");
		}
	}

}
