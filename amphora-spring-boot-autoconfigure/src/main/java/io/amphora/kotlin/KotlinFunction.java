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

import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A function as declared in Kotlin. Parameters are identified by their index in the
 * compiled method. Immutable.
 *
 * @since 0.1.0
 */
public interface KotlinFunction {

	/**
	 * Return the name in the source.
	 * @return the name
	 */
	String name();

	/**
	 * Return whether the function is suspending.
	 * @return {@code true} if its compiled method has a continuation
	 */
	boolean isSuspending();

	/**
	 * Return whether the function has no body.
	 * @return {@code true} if it has to be implemented
	 */
	boolean isAbstract();

	/**
	 * Return what keeps the function from being called by other applications.
	 * @return the obstacle, or {@code null} if there is none
	 */
	@Nullable KotlinObstacle obstacle();

	/**
	 * Return the type of the result, as it is sent.
	 * @return the type; {@code void} for {@code Unit}
	 */
	Type resultType();

	/**
	 * Return whether null is excluded as a result, or as the value of a future that is
	 * the result. Does not apply to publishers, which may complete without a value.
	 * @return {@code true} if the type is neither nullable nor {@code Unit} nor a value
	 * class whose property is nullable
	 */
	boolean isResultRequired();

	/**
	 * Return the value classes among the types of the parameters and of the result.
	 * @return the value classes
	 */
	List<Class<?>> valueTypes();

	/**
	 * Return the value class of a parameter.
	 * @param index the index of the parameter
	 * @return the value class, also one of Kotlin, or {@code null} for any other type
	 */
	@Nullable Class<?> valueClass(int index);

	/**
	 * Return the type of a parameter, as it is sent.
	 * @param index the index of the parameter
	 * @return the type
	 */
	Type parameterType(int index);

	/**
	 * Return whether a parameter has a default.
	 * @param index the index of the parameter
	 * @return {@code true} if callers may leave out the argument
	 */
	boolean isOptional(int index);

	/**
	 * Return whether the type of a parameter is nullable.
	 * @param index the index of the parameter
	 * @return {@code true} if a missing argument is null
	 */
	boolean isNullable(int index);

	/**
	 * Return whether an argument that is sent may be null.
	 * @param index the index of the parameter
	 * @return {@code true} if the type is nullable, or a value class whose property is
	 */
	boolean acceptsNull(int index);

	/**
	 * Return whether a collection, map or array contains null although its type excludes
	 * that.
	 * @param index the index of the parameter
	 * @param value the argument
	 * @return {@code true} if an element is null, also one of an element
	 */
	boolean containsNull(int index, @Nullable Object value);

	/**
	 * Return whether a parameter has variable arguments. Only the last parameter can take
	 * all further arguments of a call.
	 * @param index the index of the parameter
	 * @return {@code true} for variable arguments
	 */
	boolean isVararg(int index);

	/**
	 * Convert an argument as it was sent to one of the compiled method.
	 * @param index the index of the parameter
	 * @param value the argument
	 * @return the argument of the compiled method
	 * @throws IllegalArgumentException if a value class does not accept the argument
	 */
	@Nullable Object toArgument(int index, @Nullable Object value);

	/**
	 * Convert an argument of the compiled method to one to send.
	 * @param index the index of the parameter
	 * @param value the argument of the compiled method
	 * @return the argument to send
	 */
	@Nullable Object fromArgument(int index, @Nullable Object value);

	/**
	 * Convert a result as it was sent to that of a call in the source.
	 * @param value the result
	 * @return the result for a caller
	 * @throws IllegalArgumentException if a value class does not accept the result
	 */
	@Nullable Object toResult(@Nullable Object value);

	/**
	 * Call the function.
	 * @param target the object to call, which may be a proxy
	 * @param arguments the arguments of the compiled method, of which the last one is
	 * ignored if it is a continuation; {@link KotlinMethods#OMITTED} for those whose
	 * default is used
	 * @return the result to send, or a {@link CoroutineFuture} if the function is
	 * suspending
	 * @throws Exception if the function fails
	 */
	@Nullable Object invoke(Object target, @Nullable Object[] arguments) throws Exception;

	/**
	 * Make a call for a caller of this function, which is suspending.
	 * @param continuation the last argument of the compiled method
	 * @param call makes the call without blocking
	 * @return the result of the compiled method, or a marker if the caller is suspended
	 */
	@Nullable Object await(Object continuation, Supplier<CompletableFuture<@Nullable Object>> call);

}
