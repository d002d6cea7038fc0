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

import io.amphora.CallContext
import io.amphora.reactive.ReactiveResults
import io.amphora.transport.thread.BrokerThread
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.reactor.asCoroutineContext
import org.springframework.util.ClassUtils
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import java.lang.reflect.UndeclaredThrowableException
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

/**
 * Runs suspending functions. A function runs on the current thread until it is suspended
 * for the first time, and on a thread of [Dispatchers.Default] after that.
 */
internal object FunctionCoroutine {

	private val reactor =
		ClassUtils.isPresent("kotlinx.coroutines.reactor.ReactorContext", FunctionCoroutine::class.java.classLoader)

	/** Start a function within the context of the current thread. */
	fun start(function: suspend () -> Any?): CoroutineFuture {
		val parent = Job()
		val future = CoroutineFuture(parent::cancel)
		// before the function starts, which may check whether it is active without being suspended
		CallContext.current()?.onCancel(parent::cancel)
		val context = parent + Dispatchers.Default + ThreadContext(ThreadSnapshot.capture()) + reactorContext()
		val caller = Thread.currentThread()
		var result: Result<Any?>? = null
		// a coroutine that is launched would also pass its failure to the handler of uncaught exceptions
		val coroutine = CoroutineScope(context).async(start = CoroutineStart.UNDISPATCHED) {
			result = runCatching { unwrapped(function) }
		}
		coroutine.invokeOnCompletion { failure ->
			// completing the future sends the reply, which must not block the dispatcher
			if (Thread.currentThread() === caller) {
				future.complete(result, failure)
			} else {
				BrokerThread.run { future.complete(result, failure) }
			}
		}
		return future
	}

	/** A function that is cancelled may have a result, and the failure of a child cancels the function. */
	private fun CoroutineFuture.complete(result: Result<Any?>?, failure: Throwable?) {
		val failureOfChild = failure.takeIf { result == null || it !is CancellationException }
		val thrown = result?.exceptionOrNull()
		val cause = if (thrown is CancellationException) failureOfChild ?: thrown else thrown ?: failureOfChild
		if (cause != null) {
			completeExceptionally(cause)
		} else {
			complete(result?.getOrNull())
		}
	}

	private fun reactorContext(): CoroutineContext =
		if (reactor) ReactiveResults.captureContext().asCoroutineContext() else EmptyCoroutineContext

	/** Reflection wraps exceptions, and so do proxies if the function does not declare them. */
	private suspend fun unwrapped(function: suspend () -> Any?): Any? =
		try {
			function()
		} catch (ex: InvocationTargetException) {
			throw declared(ex.targetException)
		} catch (ex: UndeclaredThrowableException) {
			throw declared(ex)
		}

	private fun declared(thrown: Throwable): Throwable =
		if (thrown is UndeclaredThrowableException) thrown.undeclaredThrowable ?: thrown else thrown

}

internal suspend fun Method.invokeSuspending(target: Any, arguments: Array<Any?>): Any? =
	suspendCoroutineUninterceptedOrReturn { continuation ->
		invoke(target, *arguments.copyOf().also { it[it.lastIndex] = continuation })
	}
