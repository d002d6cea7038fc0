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

package io.amphora.docs.kotlin

// tag::bean[]
import io.amphora.client.AmphoraClient
import io.amphora.client.awaitCall
import io.amphora.client.call
import org.springframework.stereotype.Component

@Component
class Calculator(private val simplemath: AmphoraClient) {

	fun sum(): Int = simplemath.call("add", 2, 3)

	suspend fun difference(): Int = simplemath.awaitCall("sub", 10, 5)

}
// end::bean[]
