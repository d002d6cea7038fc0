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

package io.amphora.function

import io.amphora.WrongRequestException
import io.amphora.annotation.AmphoraFunction
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import java.util.concurrent.CompletableFuture

/** Tests for null as an argument of functions in Kotlin that are generic. */
internal class KotlinNullTests {

	@Test
	fun `refuses null for type parameters that are not nullable`() {
		for (name in listOf("bounded", "boundedLater", "inherited")) {
			assertThatWrong { call<Bounded>(name, null) }.withMessageContaining("is null")
			assertThatWrong { call<Bounded>(name) }.withMessageContaining("Missing argument 'value' (#0)")
			assertThat(call<Bounded>(name, "a")).isEqualTo("a")
		}
		for (name in listOf("nullable", "unbounded")) {
			assertThat(call<Bounded>(name, null)).isNull()
			assertThat(call<Bounded>(name)).isNull()
		}
	}

	private inline fun <reified T> call(name: String, vararg args: Any?): Any? =
		Detection(T::class.java).use {
			val returned = it.call(name, *args)
			if (returned is CompletableFuture<*>) returned.join() else returned
		}

	private fun assertThatWrong(call: () -> Any?) =
		assertThatExceptionOfType(WrongRequestException::class.java).isThrownBy { call() }

	abstract class Base<T : Any> {

		@AmphoraFunction
		fun inherited(value: T) = "$value"

		@AmphoraFunction
		fun nullable(value: T?) = value

	}

	class Bounded : Base<String>() {

		@AmphoraFunction
		fun <T : Any> bounded(value: T) = "$value"

		@AmphoraFunction
		suspend fun <T : CharSequence> boundedLater(value: T) = "$value"

		@AmphoraFunction
		fun <T, U : T> unbounded(value: U) = value

	}

}
