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

/**
 * Call a function and wait for its result.
 * @param T the type of the result; a nullable type permits a function to return nothing
 * @param function the name of the function
 * @param args the arguments by position
 * @return the result
 * @since 0.1.0
 * @see AmphoraOperations.call
 */
inline fun <reified T> AmphoraOperations.call(function: String, vararg args: Any?): T =
	function(function).call<T>(*args)

/**
 * Call a function and suspend until its result is available. Cancelling the coroutine
 * cancels the call.
 * @param T the type of the result; a nullable type permits a function to return nothing
 * @param function the name of the function
 * @param args the arguments by position
 * @return the result
 * @since 0.1.0
 * @see RemoteFunction.awaitCall
 */
suspend inline fun <reified T> AmphoraOperations.awaitCall(function: String, vararg args: Any?): T =
	function(function).awaitCall<T>(*args)
