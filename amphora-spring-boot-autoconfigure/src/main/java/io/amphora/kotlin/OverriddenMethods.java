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
import java.lang.reflect.TypeVariable;
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
		return name(method).equals(name(overridden)) && !Modifier.isPrivate(method.getModifiers())
				&& !Modifier.isPrivate(overridden.getModifiers())
				&& method.getParameterCount() == overridden.getParameterCount()
				&& KotlinMethods.parameterCount(method) == KotlinMethods.parameterCount(overridden)
				&& isSame(parameters(method, type), parameters(overridden, type));
	}

	private static String name(Method method) {
		String name = KotlinMethods.sourceName(method);
		return (name != null) ? name : method.getName();
	}

	private static boolean isSame(List<Parameter> parameters, List<Parameter> others) {
		return IntStream.range(0, parameters.size()).allMatch((i) -> parameters.get(i).isSame(others.get(i)));
	}

	private static List<Parameter> parameters(Method method, Class<?> type) {
		KotlinFunction function = KotlinMethods.function(method);
		return IntStream.range(0, KotlinMethods.parameterCount(method)).mapToObj((i) -> {
			Class<?> valueClass = (function != null) ? function.valueClass(i) : null;
			Class<?> resolved = ResolvableType.forMethodParameter(method, i, type).resolve(Object.class);
			boolean variable = method.getGenericParameterTypes()[i] instanceof TypeVariable;
			return new Parameter((valueClass != null) ? valueClass : resolved, variable);
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

	/**
	 * A parameter.
	 *
	 * @param type the class of its type, where type variables are resolved
	 * @param variable whether its declared type is a type variable
	 */
	private record Parameter(Class<?> type, boolean variable) {

		/** A type variable cannot stand for a primitive type. */
		boolean isSame(Parameter other) {
			return (this.variable || other.variable) ? ClassUtils.resolvePrimitiveIfNecessary(this.type)
				.equals(ClassUtils.resolvePrimitiveIfNecessary(other.type)) : this.type.equals(other.type);
		}

	}

}
