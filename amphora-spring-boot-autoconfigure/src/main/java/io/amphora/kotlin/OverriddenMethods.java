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

package io.amphora.kotlin;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Finds out which method overrides which, as in the source. The compiled methods of
 * generic types have other parameters, and those with value classes other names as well.
 * Can be used without Kotlin.
 */
final class OverriddenMethods {

	private OverriddenMethods() {
	}

	/**
	 * Return whether a method overrides another one.
	 * @param method the method
	 * @param overridden a method of a supertype
	 * @param type the class that has both methods
	 * @return {@code true} if they have the same name and the same parameters in the
	 * source
	 */
	static boolean overrides(Method method, Method overridden, Class<?> type) {
		String name = KotlinMethods.sourceName(overridden);
		return name != null && name.equals(KotlinMethods.sourceName(method))
				&& !Modifier.isPrivate(overridden.getModifiers()) && !Modifier.isPrivate(method.getModifiers())
				&& method.getParameterCount() == overridden.getParameterCount()
				&& parameterTypes(method, type).equals(parameterTypes(overridden, type));
	}

	private static List<Class<?>> parameterTypes(Method method, Class<?> type) {
		KotlinFunction function = KotlinMethods.function(method);
		return IntStream.range(0, KotlinMethods.parameterCount(method)).<Class<?>>mapToObj((i) -> {
			Class<?> valueClass = (function != null) ? function.valueClass(i) : null;
			return (valueClass != null) ? valueClass : ClassUtils
				.resolvePrimitiveIfNecessary(ResolvableType.forMethodParameter(method, i, type).resolve(Object.class));
		}).toList();
	}

	/**
	 * Return the method that a method of the compiler calls.
	 * @param bridge the method of the compiler, which overrides one of a generic type
	 * @return the method, which may be inherited, or {@code null} if there is none
	 */
	static @Nullable Method bridged(Method bridge) {
		Class<?> type = bridge.getDeclaringClass();
		List<Method> overridden = supertypes(type).flatMap((each) -> Stream.of(each.getDeclaredMethods()))
			.filter((each) -> !each.isBridge() && isSame(each, bridge))
			.toList();
		return Stream.<Class<?>>iterate(type, (each) -> each != null, Class::getSuperclass)
			.flatMap((each) -> Stream.of(each.getDeclaredMethods()))
			.filter((each) -> !each.isBridge() && !overridden.contains(each)
					&& overridden.stream().anyMatch((method) -> overrides(each, method, type)))
			.findFirst()
			.orElse(null);
	}

	private static boolean isSame(Method method, Method other) {
		return method.getName().equals(other.getName())
				&& List.of(method.getParameterTypes()).equals(List.of(other.getParameterTypes()));
	}

	private static Stream<Class<?>> supertypes(Class<?> type) {
		return Stream.<Class<?>>concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
			.flatMap((each) -> Stream.concat(Stream.of(each), supertypes(each)));
	}

}
