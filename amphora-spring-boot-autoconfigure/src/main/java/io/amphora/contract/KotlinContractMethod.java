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
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.amphora.WrongResultException;
import io.amphora.kotlin.KotlinFunction;
import io.amphora.kotlin.KotlinMethods;
import io.amphora.kotlin.KotlinObstacle;
import io.amphora.reactive.ReactiveTypes;
import io.amphora.reactive.ReactiveTypes.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A method of a contract as declared in Kotlin. Immutable.
 *
 * @param function the declaration
 * @param suspending whether it is a suspending function
 * @param nonNull whether its result, or the value of the future that it returns, must not
 * be null
 */
record KotlinContractMethod(KotlinFunction function, boolean suspending, boolean nonNull) {

	/**
	 * Read a method.
	 * @param contract the contract
	 * @param method a method of the contract
	 * @return the declaration, or {@code null} if it is not one of Kotlin
	 */
	static @Nullable KotlinContractMethod of(Class<?> contract, Method method) {
		KotlinFunction function = KotlinMethods.function(method);
		KotlinObstacle obstacle = KotlinMethods.obstacle(method);
		if (obstacle != null) {
			throw new InvalidContractException(contract, method, obstacle.reason(), obstacle.remedy(), null);
		}
		if (function == null) {
			return null;
		}
		requireAbstract(contract, method, function);
		return new KotlinContractMethod(function, function.isSuspending(),
				function.isResultRequired() && ReactiveTypes.kind(method.getReturnType()) == Kind.NONE);
	}

	private static void requireAbstract(Class<?> contract, Method method, KotlinFunction function) {
		if (!function.isAbstract() && Modifier.isAbstract(method.getModifiers())) {
			throw new InvalidContractException(contract, method,
					"It has a body, which the compiler has put into another class.",
					"Compile the contract with '-jvm-default=enable'.", null);
		}
	}

	/** Return the arguments to send. */
	@Nullable Object[] arguments(@Nullable Object[] given) {
		@Nullable Object[] arguments = Arrays.copyOf(given, this.suspending ? given.length - 1 : given.length);
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = this.function.fromArgument(i, arguments[i]);
		}
		return arguments;
	}

	/**
	 * Make a call without blocking the thread of the caller.
	 * @param given the arguments of the caller, of which the last one is its continuation
	 * @param call makes the call
	 * @return the result, or a marker if the caller is suspended
	 */
	@Nullable Object await(@Nullable Object[] given, Supplier<CompletableFuture<@Nullable Object>> call) {
		return this.function.await(Objects.requireNonNull(given[given.length - 1]), call);
	}

	/**
	 * Convert a result.
	 * @param name the name of the function
	 * @param type the type of the result, which has only null if it is {@code Unit} or
	 * {@code Void}
	 * @param value the result as read from the reply
	 * @return the result for the caller
	 * @throws WrongResultException if the declaration excludes the result
	 */
	@Nullable Object result(String name, Type type, @Nullable Object value) {
		if (value == null && this.nonNull && !KotlinMethods.isUnit(type) && type != Void.class) {
			throw new WrongResultException(
					"Function '%s' returned null, and the result of its contract is not nullable".formatted(name));
		}
		try {
			return this.function.toResult(value);
		}
		catch (IllegalArgumentException ex) {
			throw new WrongResultException(
					"The result of function '%s' is not valid: %s".formatted(name, ex.getMessage()), null, ex);
		}
	}

}
