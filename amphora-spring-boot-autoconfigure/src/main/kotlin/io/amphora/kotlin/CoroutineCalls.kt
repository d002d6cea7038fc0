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

package io.amphora.kotlin

import io.amphora.reactive.ReactiveCalls
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.future.await
import kotlinx.coroutines.reactor.ReactorContext
import kotlinx.coroutines.reactor.awaitSingleOrNull
import org.springframework.util.ClassUtils
import java.util.concurrent.CompletableFuture
import java.util.function.Supplier
import kotlin.coroutines.Continuation
import kotlin.coroutines.coroutineContext
import kotlin.coroutines.intrinsics.startCoroutineUninterceptedOrReturn
import reactor.core.publisher.Mono

/**
 * Suspends coroutines until their calls end. Cancelling the coroutine cancels the call.
 *
 * @since 0.1.0
 */
object CoroutineCalls {

	private val reactor =
		ClassUtils.isPresent("kotlinx.coroutines.reactor.ReactorContext", CoroutineCalls::class.java.classLoader)

	/**
	 * Make a call within the context of the coroutine, unless the coroutine is cancelled.
	 * @param call makes the call without blocking
	 * @return the result
	 */
	suspend fun <T> await(call: Supplier<CompletableFuture<T>>): T? {
		// a message that was sent cannot be taken back
		coroutineContext.ensureActive()
		return if (reactor && coroutineContext[ThreadContext] == null && hasReactorContext()) {
			awaitWithinReactorContext(call)
		} else {
			call.get().await()
		}
	}

	/**
	 * Make a call for a suspending function of a contract.
	 * @param continuation the last argument of the compiled function
	 * @param call makes the call without blocking
	 * @return the result, or a marker if the function is suspended
	 */
	@JvmStatic
	@Suppress("UNCHECKED_CAST")
	fun await(continuation: Any, call: Supplier<CompletableFuture<Any?>>): Any? {
		val function: suspend () -> Any? = { await(call) }
		return function.startCoroutineUninterceptedOrReturn(continuation as Continuation<Any?>)
	}

	private suspend fun hasReactorContext() = coroutineContext[ReactorContext] != null

	/** The threads of a WebFlux application have no context of their own. */
	@Suppress("UNCHECKED_CAST")
	private suspend fun <T> awaitWithinReactorContext(call: Supplier<CompletableFuture<T>>): T? =
		(ReactiveCalls.create(Mono::class.java, call) as Mono<Any>).awaitSingleOrNull() as T?

}
