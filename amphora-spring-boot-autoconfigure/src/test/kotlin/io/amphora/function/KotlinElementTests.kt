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

/** Tests for arguments of functions in Kotlin that are collections and arrays. */
internal class KotlinElementTests {

	@Test
	fun `refuses elements that are null`() {
		assertThatContainsNull("list", listOf("a", null))
		assertThatContainsNull("listLater", listOf("a", null))
		assertThatContainsNull("nested", listOf(listOf("a"), listOf(null)))
		assertThatContainsNull("map", mapOf("a" to null))
		assertThatContainsNull("array", listOf("a", null))
		assertThatContainsNull("variable", "a", null)
		assertThatContainsNull("middle", listOf("a", null), "b")
	}

	@Test
	fun `accepts elements that are null`() {
		assertThat(call("list", listOf("a"))).isEqualTo("[a]")
		assertThat(call("nullable", listOf("a", null))).isEqualTo("[a, null]")
		assertThat(call("nullableMap", mapOf("a" to null))).isEqualTo("{a=null}")
		assertThat(call("generic", listOf(null))).isEqualTo("[null]")
		assertThat(call("stars", listOf(null))).isEqualTo("[null]")
		assertThat(call("optional", null)).isEqualTo("null")
	}

	@Test
	fun `variable arguments need not be the last`() {
		for (name in listOf("middle", "middleLater")) {
			assertThat(call(name, listOf("a", "b"), "c")).isEqualTo("[a, b] c")
			assertThat(named(name, "last" to "c")).isEqualTo("[] c")
			assertThat(named(name, "last" to "c", "texts" to listOf("a"))).isEqualTo("[a] c")
		}
		assertThat(named("middleDefault", "last" to "c")).isEqualTo("[default] c")
		assertThatExceptionOfType(WrongRequestException::class.java).isThrownBy { call("middle", null, "c") }
			.withMessageContaining("'texts' (#0)")
	}

	private fun assertThatContainsNull(name: String, vararg args: Any?) =
		assertThatExceptionOfType(WrongRequestException::class.java).isThrownBy { call(name, *args) }
			.withMessageContaining("contains null, and its elements are not nullable")

	private fun call(name: String, vararg args: Any?): Any? = Detection(Functions::class.java).use { await(it.call(name, *args)) }

	private fun named(name: String, vararg args: Pair<String, Any?>): Any? = Detection(Functions::class.java).use {
		await(it.function(name).definition().handler().handle(Calls.call(listOf<Any?>(), mapOf(*args))))
	}

	private fun await(returned: Any?): Any? = if (returned is CompletableFuture<*>) returned.join() else returned

	class Functions {

		@AmphoraFunction
		fun list(texts: List<String>) = "$texts"

		@AmphoraFunction
		suspend fun listLater(texts: Collection<String>) = "$texts"

		@AmphoraFunction
		fun nested(texts: List<Set<String>>) = "$texts"

		@AmphoraFunction
		fun map(texts: Map<String, String>) = "$texts"

		@AmphoraFunction
		fun array(texts: Array<String>) = "${texts.asList()}"

		@AmphoraFunction
		fun variable(vararg texts: String) = "${texts.asList()}"

		@AmphoraFunction
		fun nullable(texts: List<String?>) = "$texts"

		@AmphoraFunction
		fun nullableMap(texts: Map<String, String?>) = "$texts"

		@AmphoraFunction
		fun <T> generic(values: List<T>) = "$values"

		@AmphoraFunction
		fun stars(values: List<*>) = "$values"

		@AmphoraFunction
		fun optional(texts: List<String>?) = "$texts"

		@AmphoraFunction
		fun middle(vararg texts: String, last: String) = "${texts.asList()} $last"

		@AmphoraFunction
		suspend fun middleLater(vararg texts: String, last: String) = "${texts.asList()} $last"

		@AmphoraFunction
		fun middleDefault(vararg texts: String = arrayOf("default"), last: String) = "${texts.asList()} $last"

	}

}
