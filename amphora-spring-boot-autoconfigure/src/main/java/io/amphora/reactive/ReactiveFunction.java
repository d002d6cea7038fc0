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

package io.amphora.reactive;

import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.lang.CheckReturnValue;
import org.springframework.util.Assert;

/**
 * A function of a server whose calls are publishers. Nothing is sent until a publisher is
 * subscribed to. Each subscription makes a call with its own timeout, and cancelling the
 * subscription cancels the call. The publisher of a function without a result completes
 * without a value.
 * <p>
 * A call never blocks the subscribing thread: another thread sends the request, which
 * waits while the send buffer is full. Signals are emitted on a thread that delivers
 * replies. Operators must not block this thread. Before you block, switch to another
 * scheduler, for example with {@code publishOn}. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ReactiveFunction {

	private final Calls calls;

	private final Sends sends;

	/**
	 * Create a view of a function.
	 * @param calls calls the function without blocking
	 * @param sends sends a request without blocking
	 */
	public ReactiveFunction(Calls calls, Sends sends) {
		this.calls = calls;
		this.sends = sends;
	}

	/**
	 * Return a publisher that calls the function.
	 * @param <T> the type of the result
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a publisher of the result
	 */
	@CheckReturnValue
	@SuppressWarnings("unchecked")
	public <T> Mono<T> call(Class<T> resultType, @Nullable Object... args) {
		return (Mono<T>) call((Type) resultType, args);
	}

	/**
	 * Return a publisher that calls the function.
	 * @param <T> the type of the result
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a publisher of the result
	 */
	@CheckReturnValue
	@SuppressWarnings("unchecked")
	public <T> Mono<T> call(ParameterizedTypeReference<T> resultType, @Nullable Object... args) {
		Assert.notNull(resultType, "'resultType' must not be null");
		return (Mono<T>) call(resultType.getType(), args);
	}

	/**
	 * Return a publisher that calls the function.
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a publisher of the result
	 */
	@CheckReturnValue
	public Mono<Object> call(Type resultType, @Nullable Object... args) {
		return ReactiveCalls.mono(() -> this.calls.call(resultType, args));
	}

	/**
	 * Return a publisher that sends a one-way request for the function.
	 * @param args the arguments by position
	 * @return a publisher that completes when the broker has confirmed the request
	 */
	@CheckReturnValue
	public Mono<Void> send(@Nullable Object... args) {
		return ReactiveCalls.mono(() -> this.sends.send(args));
	}

	/** Calls a function. */
	@FunctionalInterface
	public interface Calls {

		/**
		 * Call the function without blocking.
		 * @param resultType the type of the result
		 * @param args the arguments by position
		 * @return a future that completes with the result
		 */
		CompletableFuture<@Nullable Object> call(Type resultType, @Nullable Object... args);

	}

	/** Sends one-way requests for a function. */
	@FunctionalInterface
	public interface Sends {

		/**
		 * Send a request without blocking.
		 * @param args the arguments by position
		 * @return a future that completes when the broker has confirmed the request
		 */
		CompletableFuture<@Nullable Void> send(@Nullable Object... args);

	}

}
