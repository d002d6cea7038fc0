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

package io.amphora.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.amphora.AmphoraException;
import io.amphora.HoldLimitException;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.WrongThreadException;
import io.amphora.introspection.ServiceDescription;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Operations that call the functions of one service. Implemented by {@link AmphoraClient}
 * and {@link AmphoraFanoutClient}. Not often used directly, but a useful type to inject
 * and to mock. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface AmphoraOperations {

	/**
	 * Return the service that this client calls.
	 * @return the name of the service
	 */
	String service();

	/**
	 * Return a function to call with options such as a timeout, a routing key or named
	 * arguments. {@link RemoteFunction#function(String)} appends the next part of a
	 * dotted name.
	 * @param name the name of the function, or the first part of it
	 * @return the function with the defaults of this client
	 */
	RemoteFunction function(String name);

	/**
	 * Call a function and wait for its result.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result, or {@code null} if the function returned nothing
	 * @throws NoResultException if the timeout elapses, or if the request cannot be
	 * delivered
	 * @throws HoldLimitException if the send buffer is full
	 * @throws RemoteException if the function raises an exception
	 * @throws WrongRequestException if the server does not know the function, or if the
	 * arguments are not valid for it
	 * @throws WrongResultException if the result cannot be converted to the given type
	 * @throws WrongThreadException if the current thread delivers replies
	 * @throws IllegalArgumentException if the type or the argument array is {@code null}
	 */
	default <T> @Nullable T call(String function, Class<T> resultType, @Nullable Object... args) {
		return function(function).call(resultType, args);
	}

	/**
	 * Call a function with a generic result type and wait for its result.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result, or {@code null} if the function returned nothing
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	default <T> @Nullable T call(String function, ParameterizedTypeReference<T> resultType, @Nullable Object... args) {
		return function(function).call(resultType, args);
	}

	/**
	 * Call a function whose result type is known only at runtime, and wait for its
	 * result.
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result, or {@code null} if the function returned nothing
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	default @Nullable Object call(String function, Type resultType, @Nullable Object... args) {
		return function(function).call(resultType, args);
	}

	/**
	 * Call a function without waiting for its result.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a future that completes with the result, or with the exception that
	 * {@link #call(String, Class, Object...)} throws. Dependent actions run on a thread
	 * that delivers replies and must not block; use the {@code Async} variants for
	 * blocking actions. Cancelling the future cancels the call. While a function blocks
	 * on the future or on one derived from it, its server can run other functions; this
	 * does not apply to futures of {@link CompletableFuture#allOf}.
	 */
	default <T> CompletableFuture<@Nullable T> defer(String function, Class<T> resultType, @Nullable Object... args) {
		return function(function).defer(resultType, args);
	}

	/**
	 * Call a function with a generic result type without waiting for its result.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a future that completes like that of
	 * {@link #defer(String, Class, Object...)}
	 */
	default <T> CompletableFuture<@Nullable T> defer(String function, ParameterizedTypeReference<T> resultType,
			@Nullable Object... args) {
		return function(function).defer(resultType, args);
	}

	/**
	 * Call a function whose result type is known only at runtime, without waiting for its
	 * result.
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a future that completes like that of
	 * {@link #defer(String, Class, Object...)}
	 */
	default CompletableFuture<@Nullable Object> defer(String function, Type resultType, @Nullable Object... args) {
		return function(function).defer(resultType, args);
	}

	/**
	 * Request a description of one server of the service and its functions. Any one of
	 * the servers can receive the request.
	 * @return the description
	 * @throws WrongRequestException if introspection is disabled on the server
	 * @throws WrongResultException if the reply is not a description
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	default ServiceDescription describe() {
		return Objects.requireNonNull(call(ServiceDescription.FUNCTION, ServiceDescription.class));
	}

	/**
	 * Request descriptions of all servers of the service, including fanout servers.
	 * Servers with introspection disabled do not reply. The client must be serving.
	 * @param wait how long to wait for replies, because their number is unknown
	 * @return the descriptions in the order of the replies; empty if no server is
	 * connected
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	List<ServiceDescription> describeAll(Duration wait);

}
