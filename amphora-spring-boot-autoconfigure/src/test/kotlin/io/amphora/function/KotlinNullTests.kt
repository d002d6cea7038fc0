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
import kotlinx.coroutines.delay
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import java.util.concurrent.CompletableFuture

/** Tests for null as an argument of functions in Kotlin that are generic or have value classes. */
internal class KotlinNullTests {

	@Test
	fun `refuses null for type parameters that are not nullable`() {
		for (name in listOf("bounded", "boundedLater", "inherited")) {
			assertThatWrong { call<Bounded>(name, null) }.withMessageContaining("is null")
			assertThatWrong { call<Bounded>(name) }.withMessageContaining("Missing argument 'value' of type ")
			assertThat(call<Bounded>(name, "a")).isEqualTo("a")
		}
		for (name in listOf("nullable", "unbounded")) {
			assertThat(call<Bounded>(name, null)).isNull()
			assertThat(call<Bounded>(name)).isNull()
		}
	}

	@Test
	fun `converts null to value classes whose property is nullable`() {
		for (name in listOf("note", "noteLater", "nested", "nestedLater", "box", "boxLater", "find", "findLater")) {
			assertThat(call<Notes>(name, null)).isNull()
			assertThat(call<Notes>(name, "a")).isEqualTo("a")
			assertThatWrong { call<Notes>(name) }.withMessageContaining("Missing argument 'note' of type ")
		}
		for (name in listOf("describe", "describeLater")) {
			assertThat(call<Notes>(name, null)).isEqualTo("Note(text=null) default")
			assertThat(call<Notes>(name, null, "a")).isEqualTo("Note(text=null) a")
		}
		for (name in listOf("optional", "optionalLater")) {
			assertThat(call<Notes>(name, null)).isNull()
			assertThat(call<Notes>(name, "a")).isEqualTo("a")
		}
		assertThat(call<Notes>("optional")).isEqualTo("default")
		assertThat(call<Notes>("number", null)).isNull()
		assertThat(call<Notes>("number", 1)).isEqualTo(1)
	}

	@Test
	fun `refuses null that value classes do not accept`() {
		assertThatWrong { call<Notes>("checked", null) }.withMessageContaining("not accepted by Checked")
		assertThatWrong { call<Notes>("textBox", null) }.withMessageContaining("is null")
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

	abstract class NoteFinder<T> {

		@AmphoraFunction
		abstract fun find(note: T): T

		@AmphoraFunction
		abstract suspend fun findLater(note: T): T

	}

	class Notes : NoteFinder<Note>() {

		override fun find(note: Note) = note

		override suspend fun findLater(note: Note) = note

		@AmphoraFunction
		fun note(note: Note) = note

		@AmphoraFunction
		suspend fun noteLater(note: Note): Note {
			delay(1)
			return note
		}

		@AmphoraFunction
		fun nested(note: NestedNote) = note

		@AmphoraFunction
		suspend fun nestedLater(note: NestedNote) = note

		@AmphoraFunction
		fun box(note: Box<String?>) = note

		@AmphoraFunction
		suspend fun boxLater(note: Box<String?>) = note

		@AmphoraFunction
		fun textBox(note: Box<String>) = note

		@AmphoraFunction
		fun describe(note: Note, text: String = "default") = "$note $text"

		@AmphoraFunction
		suspend fun describeLater(note: Note, text: String = "default") = "$note $text"

		@AmphoraFunction
		fun optional(note: Note? = Note("default")) = note

		@AmphoraFunction
		suspend fun optionalLater(note: Note?) = note

		@AmphoraFunction
		fun number(number: OptionalNumber) = number

		@AmphoraFunction
		fun checked(checked: Checked) = checked

	}

	@JvmInline
	value class Note(val text: String?)

	@JvmInline
	value class NestedNote(val note: Note)

	@JvmInline
	value class OptionalNumber(val value: Int?)

	@JvmInline
	value class Box<T>(val value: T)

	@JvmInline
	value class Checked(val text: String?) {

		init {
			require(text != null)
		}

	}

}
