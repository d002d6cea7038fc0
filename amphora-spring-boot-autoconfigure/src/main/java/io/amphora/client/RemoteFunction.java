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
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.amphora.reactive.ReactiveFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.lang.CheckReturnValue;

/**
 * A function of a server, with the options for calling it. Immutable: setting an option
 * returns a new function, so that a function can be kept and shared between threads.
 *
 * @since 0.1.0
 */
public interface RemoteFunction {

	/**
	 * Return the full name of the function.
	 * @return the name, with dots
	 */
	String name();

	/**
	 * Return a function whose name starts with that of this one:
	 * {@code function("send_message").function("email")} is {@code send_message.email}.
	 * @param name the next part of the name
	 * @return the function with the same options
	 */
	@CheckReturnValue
	RemoteFunction function(String name);

	/**
	 * Set how long to wait for the result.
	 * @param timeout longer than zero
	 * @return the function with that timeout
	 */
	@CheckReturnValue
	RemoteFunction timeout(Duration timeout);

	/**
	 * Set the routing key of requests, which replaces that of the tuner or the service.
	 * @param routingKey the routing key
	 * @return the function with that routing key
	 */
	@CheckReturnValue
	RemoteFunction routingKey(String routingKey);

	/**
	 * Set the correlation id of the next call. After a restart, a client with the same
	 * uuid can use it to {@linkplain ServiceClient#claimAsync claim} the reply.
	 * @param correlationId the correlation id, unique among the calls of all clients with
	 * that uuid
	 * @return the function with that correlation id, to be called once
	 */
	@CheckReturnValue
	RemoteFunction correlationId(String correlationId);

	/**
	 * Make {@code defer} wait until the broker has confirmed the request.
	 * @param waitPublish whether to wait
	 * @return the function with that setting
	 */
	@CheckReturnValue
	RemoteFunction waitPublish(boolean waitPublish);

	/**
	 * Set whether {@code defer} and {@code send} return without blocking, for callers on
	 * event loops. Another thread then sends the request. While the send buffer is full,
	 * the request waits for space instead of the calling thread. If there is no space
	 * within the timeout, the call fails with a {@link io.amphora.HoldLimitException}.
	 * With this setting, {@link #waitPublish(boolean)} has no effect.
	 * @param nonBlocking whether to return without blocking
	 * @return the function with that setting
	 */
	@CheckReturnValue
	RemoteFunction nonBlocking(boolean nonBlocking);

	/**
	 * Return a view of the function whose calls are Reactor publishers. Requires
	 * {@code reactor-core}.
	 * @return the function with the same options, except that it is
	 * {@linkplain #nonBlocking(boolean) non-blocking}
	 */
	default ReactiveFunction reactive() {
		RemoteFunction function = nonBlocking(true);
		return new ReactiveFunction(function::defer, function::send);
	}

	/**
	 * Set whether the function may run twice for one call. If the reply may be lost,
	 * because the reply queue or the channel for direct replies is lost, a call of such a
	 * function is sent again; any other call fails with an
	 * {@link io.amphora.ReplyLostException}.
	 * @param idempotent whether running the function twice has the same effect as running
	 * it once
	 * @return the function with that setting
	 */
	@CheckReturnValue
	RemoteFunction idempotent(boolean idempotent);

	/**
	 * Add an argument by name.
	 * @param name the name of the parameter
	 * @param value the argument
	 * @return the function with that argument
	 */
	@CheckReturnValue
	RemoteFunction kwarg(String name, @Nullable Object value);

	/**
	 * Add arguments by name.
	 * @param kwargs the arguments
	 * @return the function with those arguments
	 */
	@CheckReturnValue
	RemoteFunction kwargs(Map<String, ? extends @Nullable Object> kwargs);

	/**
	 * Set the types of the arguments by position. They replace types that were set
	 * before. An argument without a type is serialized by its class, which does not
	 * include the element types of lists and maps: a type such as {@code List<Shape>} is
	 * needed if {@code Shape} has {@code @JsonTypeInfo}.
	 * @param types the types; there may be fewer of them than arguments
	 * @return the function with those types
	 */
	@CheckReturnValue
	RemoteFunction argumentTypes(Type... types);

	/**
	 * Call the function and wait for its result, see
	 * {@link AmphoraClient#call(String, Class, Object...)}.
	 * @param <T> the type of the result
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result
	 */
	<T> @Nullable T call(Class<T> resultType, @Nullable Object... args);

	/**
	 * Call the function and wait for its result, see
	 * {@link AmphoraClient#call(String, Class, Object...)}.
	 * @param <T> the type of the result
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result
	 */
	<T> @Nullable T call(ParameterizedTypeReference<T> resultType, @Nullable Object... args);

	/**
	 * Call the function and wait for its result, see
	 * {@link AmphoraClient#call(String, Class, Object...)}.
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result
	 */
	@Nullable Object call(Type resultType, @Nullable Object... args);

	/**
	 * Call the function without waiting for its result, see
	 * {@link AmphoraClient#defer(String, Class, Object...)}.
	 * @param <T> the type of the result
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a future that completes with the result
	 */
	<T> CompletableFuture<@Nullable T> defer(Class<T> resultType, @Nullable Object... args);

	/**
	 * Call the function without waiting for its result, see
	 * {@link AmphoraClient#defer(String, Class, Object...)}.
	 * @param <T> the type of the result
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a future that completes with the result
	 */
	<T> CompletableFuture<@Nullable T> defer(ParameterizedTypeReference<T> resultType, @Nullable Object... args);

	/**
	 * Call the function without waiting for its result, see
	 * {@link AmphoraClient#defer(String, Class, Object...)}.
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a future that completes with the result
	 */
	CompletableFuture<@Nullable Object> defer(Type resultType, @Nullable Object... args);

	/**
	 * Send a one-way request for the function.
	 * @param args the arguments by position
	 * @return a future that completes when the broker has confirmed the request;
	 * exceptionally with {@link io.amphora.UnroutableRequestException} if no queue
	 * matches, or with another {@link io.amphora.NoResultException} if the request is not
	 * confirmed within the timeout
	 */
	CompletableFuture<@Nullable Void> send(@Nullable Object... args);

}
