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

package io.amphora.sample

import io.amphora.client.AmphoraClient
import io.amphora.client.awaitCall
import kotlinx.coroutines.runBlocking
import org.springframework.core.annotation.Order
import org.springframework.stereotype.Component

/** Calls in coroutines. */
@Component
@Order(13)
internal class CoroutineSection(private val simplemath: AmphoraClient) : Section("Call in a coroutine") {

	override fun show() = runBlocking {
		val square = simplemath.awaitCall<Int>("power", 3)
		print("power(3) = $square, power(3, $square) = ${simplemath.awaitCall<Int>("power", 3, square)}")
	}

}
