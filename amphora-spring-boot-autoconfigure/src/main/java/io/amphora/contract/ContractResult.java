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

package io.amphora.contract;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.amphora.function.TransportableTypes;
import io.amphora.function.TypeVariables;
import io.amphora.kotlin.KotlinMethods;
import io.amphora.reactive.ReactiveTypes;
import io.amphora.reactive.ReactiveTypes.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The result of a contract's method.
 *
 * @param deferred whether the method returns a future
 * @param reactiveType the reactive type that the method returns, or {@code null}
 * @param type the type of the result; if the method returns a future or a reactive type,
 * that of its value
 */
record ContractResult(boolean deferred, @Nullable Class<?> reactiveType, Type type) {

	private static final List<Class<?>> FUTURES = List.of(CompletableFuture.class, CompletionStage.class, Future.class);

	static ContractResult of(Class<?> contract, Method method) {
		TypeVariables types = TypeVariables.of(contract);
		Type declared = KotlinMethods.resultType(method);
		if (!types.isKnown(declared)) {
			throw new InvalidContractException(contract, method,
					"Its result '%s' has a type variable that the contract leaves open.".formatted(declared),
					"Give the type, for instance by an interface that extends this one.", null);
		}
		Type returned = types.resolve(declared);
		Class<?> type = TypeVariables.erase(returned);
		if (KotlinMethods.isSuspending(method)) {
			return readable(contract, method, new ContractResult(false, null, returned));
		}
		if (FUTURES.contains(type)) {
			return readable(contract, method, new ContractResult(true, null, value(contract, method, returned, null)));
		}
		if (ReactiveTypes.kind(type) == Kind.SINGLE) {
			return reactive(contract, method, returned, type);
		}
		requireNoFuture(contract, method, type);
		return readable(contract, method, new ContractResult(false, null, returned));
	}

	/** The publisher is of the registered type, which a subclass is not. */
	private static ContractResult reactive(Class<?> contract, Method method, Type returned, Class<?> type) {
		Class<?> declaring = ReactiveTypes.valueDeclaringType(type);
		if (declaring == null) {
			return new ContractResult(false, type, Void.class);
		}
		if (declaring != type) {
			throw new InvalidContractException(contract, method,
					"Clients do not support results of type %s.".formatted(type.getName()),
					"Return a %s instead.".formatted(declaring.getSimpleName()), null);
		}
		return readable(contract, method, new ContractResult(false, type, value(contract, method, returned, type)));
	}

	private static Type value(Class<?> contract, Method method, Type returned, @Nullable Class<?> reactiveType) {
		if (returned instanceof ParameterizedType parameterized) {
			return parameterized.getActualTypeArguments()[0];
		}
		String name = (reactiveType != null) ? reactiveType.getSimpleName() : null;
		throw new InvalidContractException(contract, method,
				"Its %s has no type argument.".formatted((name != null) ? name : "future"),
				"Specify the type argument, as in %s<Integer>.".formatted((name != null) ? name : "CompletableFuture"),
				null);
	}

	private static ContractResult readable(Class<?> contract, Method method, ContractResult result) {
		Class<?> type = TypeVariables.erase(result.type());
		if (ReactiveTypes.kind(type) == Kind.UNSUPPORTED) {
			throw new InvalidContractException(contract, method,
					"Its result of type %s cannot be read from a reply.".formatted(result.type().getTypeName()),
					ReactiveTypes.remedy(type), null);
		}
		if (!TransportableTypes.isReadable(result.type())) {
			throw new InvalidContractException(contract, method,
					"Its result of type %s cannot be read from a reply.".formatted(result.type().getTypeName()),
					"Return a value such as a string, a number, a record, a collection or a byte array,"
							+ " or a CompletableFuture of one.",
					null);
		}
		return result;
	}

	private static void requireNoFuture(Class<?> contract, Method method, Class<?> type) {
		if (Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type)) {
			throw new InvalidContractException(contract, method,
					"Clients do not support results of type %s.".formatted(type.getName()),
					"Return a CompletableFuture instead.", null);
		}
	}

}
