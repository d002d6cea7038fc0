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
import io.amphora.annotation.AmphoraFunction
import io.amphora.client.AmphoraClient
import io.amphora.client.awaitCall
import kotlinx.coroutines.delay
import org.springframework.stereotype.Service

@Service
class LibraryService(private val simplemath: AmphoraClient) : Library {

	override suspend fun find(title: String, edition: Int): Book? {
		delay(10)
		return Book(title, edition)
	}

	override suspend fun lend(book: Book, reader: ReaderId) = delay(10)

	@AmphoraFunction
	suspend fun fine(days: Int, perDay: Int = 2): Int = simplemath.awaitCall("multiply", days, perDay)

}
// end::bean[]
