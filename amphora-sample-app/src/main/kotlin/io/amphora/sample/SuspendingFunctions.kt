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

import io.amphora.annotation.AmphoraFunction
import io.amphora.client.AmphoraClient
import io.amphora.client.awaitCall
import org.springframework.stereotype.Service

/** A suspending function that calls another function. */
@Service
internal class SuspendingFunctions(private val simplemath: AmphoraClient) {

	@AmphoraFunction
	suspend fun power(base: Int, exponent: Int = 2): Int =
		if (exponent == 0) 1 else simplemath.awaitCall("multiply", base, power(base, exponent - 1))

}
