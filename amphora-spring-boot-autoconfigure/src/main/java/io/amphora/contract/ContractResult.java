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

import io.amphora.annotation.TransportableTypes;
import io.amphora.annotation.TypeVariables;

/**
 * The result of a contract's method.
 *
 * @param deferred whether the method returns a future
 * @param type the type of the result; if the method returns a future, that of its value
 */
record ContractResult(boolean deferred, Type type) {

	private static final List<Class<?>> FUTURES = List.of(CompletableFuture.class, CompletionStage.class, Future.class);

	static ContractResult of(Class<?> contract, Method method) {
		TypeVariables types = TypeVariables.of(contract);
		Type declared = method.getGenericReturnType();
		if (!types.isKnown(declared)) {
			throw new InvalidContractException(contract, method,
					"Its result '%s' has a type variable that the contract leaves open.".formatted(declared),
					"Give the type, for instance by an interface that extends this one.", null);
		}
		Type returned = types.resolve(declared);
		Class<?> type = TypeVariables.erase(returned);
		if (!FUTURES.contains(type)) {
			requireNoFuture(contract, method, type);
			return readable(contract, method, false, returned);
		}
		if (returned instanceof ParameterizedType future) {
			return readable(contract, method, true, future.getActualTypeArguments()[0]);
		}
		throw new InvalidContractException(contract, method, "Its future has no type argument.",
				"Specify the type argument, as in CompletableFuture<Integer>.", null);
	}

	private static ContractResult readable(Class<?> contract, Method method, boolean deferred, Type type) {
		if (!TransportableTypes.isReadable(type)) {
			throw new InvalidContractException(contract, method,
					"Its result of type %s cannot be read from a response.".formatted(type.getTypeName()),
					"Return a value such as a string, a number, a record, a collection or a byte array,"
							+ " or a CompletableFuture of one.",
					null);
		}
		return new ContractResult(deferred, type);
	}

	private static void requireNoFuture(Class<?> contract, Method method, Class<?> type) {
		if (Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type)) {
			throw new InvalidContractException(contract, method,
					"Clients do not support results of type %s.".formatted(type.getName()),
					"Return a CompletableFuture instead.", null);
		}
	}

}
