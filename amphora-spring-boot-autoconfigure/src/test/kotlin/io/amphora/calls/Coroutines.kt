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

package io.amphora.calls

import io.amphora.client.RemoteFunction
import io.amphora.client.awaitCall
import kotlinx.coroutines.delay
import kotlinx.coroutines.reactor.asCoroutineDispatcher
import kotlinx.coroutines.reactor.awaitSingleOrNull
import kotlinx.coroutines.reactor.mono
import reactor.core.publisher.Mono
import reactor.core.scheduler.Scheduler

/** Calls in coroutines, for programs in Java. */
internal object Coroutines {

	/** The library reads files to find services when it is used for the first time. */
	@JvmStatic
	fun load(events: Scheduler): Mono<Int> = mono(events.asCoroutineDispatcher()) {
		delay(1)
		Mono.just(1).awaitSingleOrNull()
	}

	@JvmStatic
	fun call(events: Scheduler, function: RemoteFunction, x: Int, y: Int): Mono<Int> =
		mono(events.asCoroutineDispatcher()) { function.awaitCall<Int>(x, y) }

}
