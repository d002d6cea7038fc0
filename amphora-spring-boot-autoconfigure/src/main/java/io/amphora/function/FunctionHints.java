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
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;

import io.amphora.reactive.ReactiveTypes;
import io.amphora.reactive.ReactiveTypes.Kind;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.core.ResolvableType;

/**
 * Registers runtime hints for functions in native images: a function is called by
 * reflection, and its arguments and result are converted from and to JSON.
 *
 * @since 0.1.0
 */
public final class FunctionHints {

	private static final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	private FunctionHints() {
	}

	/**
	 * Register a function.
	 * @param hints the hints to add to
	 * @param type the class of the bean, or the contract
	 * @param method the method of the function
	 */
	public static void register(RuntimeHints hints, Class<?> type, Method method) {
		hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
		KotlinHints.register(hints.reflection(), type, method);
		Set<Type> types = new HashSet<>();
		collect(ResolvableType.forMethodReturnType(method, type), types);
		for (int i = 0; i < method.getParameterCount(); i++) {
			collect(ResolvableType.forMethodParameter(method, i, type), types);
		}
		binding.registerReflectionHints(hints.reflection(), types.toArray(Type[]::new));
	}

	/**
	 * Types of the JDK, such as futures, those of Kotlin, such as the continuation of a
	 * suspending function, and reactive types are not bound, but their type arguments
	 * are.
	 */
	private static void collect(ResolvableType type, Set<Type> types) {
		Class<?> resolved = type.isArray() ? null : type.resolve();
		if (type.isArray()) {
			collect(type.getComponentType(), types);
		}
		else if (resolved != null && !resolved.isPrimitive() && !resolved.getName().matches("(java|kotlin)\\..*")
				&& ReactiveTypes.kind(resolved) == Kind.NONE) {
			types.add(resolved);
		}
		for (ResolvableType generic : type.getGenerics()) {
			collect(generic, types);
		}
	}

}
