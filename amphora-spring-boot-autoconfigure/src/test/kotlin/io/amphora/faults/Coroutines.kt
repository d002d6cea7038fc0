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

package io.amphora.faults

import io.amphora.annotation.AmphoraFunction
import io.amphora.client.RemoteFunction
import io.amphora.client.awaitCall
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.future.future
import java.util.concurrent.CompletableFuture
import java.util.function.Consumer

/** Calls and functions that are coroutines, for tests in Java. */
internal object Coroutines {

	/** Make a call in a coroutine, which is cancelled with the future. */
	@JvmStatic
	fun call(function: RemoteFunction, request: String): CompletableFuture<String> =
		CoroutineScope(Dispatchers.Default).future { function.awaitCall<String>(request) }

	/** A function that only ends when it is cancelled. */
	class Endless(private val started: Consumer<String>) {

		@AmphoraFunction
		suspend fun suspended(request: String): String {
			started.accept(request)
			awaitCancellation()
		}

	}

}
