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

package io.amphora.client

import io.amphora.WrongResultException
import io.amphora.kotlin.CoroutineCalls
import org.springframework.core.ParameterizedTypeReference
import java.lang.reflect.Type

/**
 * Call the function and wait for its result.
 * @param T the type of the result; a nullable type permits the function to return nothing
 * @param args the arguments by position
 * @return the result
 * @since 0.1.0
 * @see RemoteFunction.call
 */
inline fun <reified T> RemoteFunction.call(vararg args: Any?): T =
	checkResult(this, call(resultType(object : ParameterizedTypeReference<T>() {}), *args))

/**
 * Call the function and suspend until its result is available. Never blocks the thread:
 * another thread sends the request, which waits while the send buffer is full. Cancelling
 * the coroutine cancels the call.
 * @param T the type of the result; a nullable type permits the function to return nothing
 * @param args the arguments by position
 * @return the result
 * @since 0.1.0
 * @see RemoteFunction.defer
 */
suspend inline fun <reified T> RemoteFunction.awaitCall(vararg args: Any?): T =
	checkResult(this, awaitResult(this, resultType(object : ParameterizedTypeReference<T>() {}), args))

/**
 * Send a one-way request for the function and suspend until the broker has confirmed it.
 * Never blocks the thread.
 * @param args the arguments by position
 * @since 0.1.0
 * @see RemoteFunction.send
 */
suspend fun RemoteFunction.awaitSend(vararg args: Any?) {
	val function = nonBlocking(true)
	CoroutineCalls.await { function.send(*args) }
}

@PublishedApi
internal suspend fun awaitResult(function: RemoteFunction, type: Type, args: Array<out Any?>): Any? {
	val nonBlocking = function.nonBlocking(true)
	return CoroutineCalls.await { nonBlocking.defer(type, *args) }
}

/** A function without a result returns `null`. */
@PublishedApi
internal fun resultType(reference: ParameterizedTypeReference<*>): Type =
	if (reference.type === Unit::class.java) Void.TYPE else reference.type

@PublishedApi
internal inline fun <reified T> checkResult(function: RemoteFunction, result: Any?): T {
	val value = if (result == null && T::class == Unit::class) Unit else result
	if (value !is T) {
		throw WrongResultException("Function '${function.name()}' returned null, and the expected type is not nullable."
				+ " Expect a nullable type, as in call<Int?>(\"name\").")
	}
	return value
}
