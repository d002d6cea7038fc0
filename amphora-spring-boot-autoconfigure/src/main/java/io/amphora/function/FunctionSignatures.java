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

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.amphora.function.FunctionParameter.Kind;
import io.amphora.kotlin.KotlinMethods;
import io.amphora.reactive.ReactiveTypes;
import io.amphora.server.function.FunctionSignature;
import io.amphora.server.function.FunctionSignature.Parameter;

import org.springframework.core.ResolvableType;

/**
 * Creates the signatures of functions.
 */
final class FunctionSignatures {

	private FunctionSignatures() {
	}

	static FunctionSignature of(BeanMethod function, FunctionParameters parameters) {
		Type returned = TypeVariables.of(function.beanType())
			.resolveWritten(KotlinMethods.resultType(function.method()));
		return new FunctionSignature(parameters.arguments().stream().map(FunctionSignatures::parameter).toList(),
				KotlinMethods.isSuspending(function.method()) ? returned : result(returned));
	}

	private static Parameter parameter(FunctionParameter parameter) {
		boolean variable = parameter.kind() == Kind.VARIABLE;
		Type type = variable ? ResolvableType.forType(parameter.type()).getComponentType().getType() : parameter.type();
		return new Parameter(parameter.name(), type, parameter.kind() == Kind.REQUIRED, variable);
	}

	private static Type result(Type returned) {
		Class<?> raw = TypeVariables.erase(returned);
		for (Class<?> future : List.of(CompletionStage.class, Future.class)) {
			if (future.isAssignableFrom(raw)) {
				return value(returned, raw, future);
			}
		}
		if (ReactiveTypes.kind(raw) == ReactiveTypes.Kind.SINGLE) {
			Class<?> declaring = ReactiveTypes.valueDeclaringType(raw);
			return (declaring != null) ? value(returned, raw, declaring) : Void.class;
		}
		return returned;
	}

	/**
	 * Return the type argument of a future or a reactive type.
	 * @param declaring the supertype that has the type argument
	 */
	private static Type value(Type returned, Class<?> raw, Class<?> declaring) {
		Type value = ResolvableType.forType(returned).as(declaring).getGeneric(0).getType();
		Type resolved = new TypeVariables(variables(returned, raw)).resolveWritten(value);
		return KotlinMethods.isUnit(resolved) ? Void.class : resolved;
	}

	/**
	 * Return the types that a type declares for the type variables of its class and
	 * supertypes.
	 */
	private static Map<?, Type> variables(Type type, Class<?> raw) {
		Map<Object, Type> variables = new HashMap<>(TypeVariables.of(raw).variables());
		if (type instanceof ParameterizedType parameterized) {
			TypeVariable<?>[] names = raw.getTypeParameters();
			for (int i = 0; i < names.length; i++) {
				variables.put(names[i], parameterized.getActualTypeArguments()[i]);
			}
		}
		return variables;
	}

}
