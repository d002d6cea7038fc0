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
import java.util.Optional
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
		for (name in listOf("bounded", "iterable", "deque", "optionalList")) {
			assertThatContainsNull(name, listOf("a", null))
		}
	}

	@Test
	fun `refuses elements that are null in value classes`() {
		for (name in listOf("tags", "tagsLater", "optionalTags", "nestedTags", "tagArray", "box", "boxLater")) {
			assertThatContainsNull(name, listOf("a", null))
			assertThat(call(name, listOf("a"))).isEqualTo("[a]")
		}
		assertThatContainsNull("listBox", listOf("a", null))
		assertThat(call("listBox", listOf("a"))).isEqualTo("[a]")
		assertThat(call("nullableBox", listOf("a", null))).isEqualTo("[a, null]")
	}

	@Test
	fun `accepts elements that are null`() {
		assertThat(call("list", listOf("a"))).isEqualTo("[a]")
		assertThat(call("nullable", listOf("a", null))).isEqualTo("[a, null]")
		assertThat(call("nullableMap", mapOf("a" to null))).isEqualTo("{a=null}")
		assertThat(call("generic", listOf(null))).isEqualTo("[null]")
		assertThat(call("stars", listOf(null))).isEqualTo("[null]")
		assertThat(call("optional", null)).isEqualTo("null")
		for (name in listOf("iterable", "deque", "optionalList")) {
			assertThat(call(name, listOf("a"))).isEqualTo("[a]")
		}
		assertThat(call("optionalList", null)).isEqualTo("[]")
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
			.withMessageContaining("Argument 'texts' of function ")
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

		@AmphoraFunction
		fun <T : Any> bounded(values: List<T>) = "$values"

		@AmphoraFunction
		fun iterable(texts: Iterable<String>) = "${texts.toList()}"

		@AmphoraFunction
		fun deque(texts: ArrayDeque<String>) = "${texts.toList()}"

		@AmphoraFunction
		fun optionalList(texts: Optional<List<String>>) = "${texts.orElse(listOf())}"

		@AmphoraFunction
		fun tags(tags: Tags) = "${tags.values}"

		@AmphoraFunction
		suspend fun tagsLater(tags: Tags) = "${tags.values}"

		@AmphoraFunction
		fun optionalTags(tags: Tags?) = "${tags?.values}"

		@AmphoraFunction
		fun nestedTags(tags: NestedTags) = "${tags.tags.values}"

		@AmphoraFunction
		fun tagArray(tags: TagArray) = "${tags.values.asList()}"

		@AmphoraFunction
		fun box(box: Box<List<String>>) = "${box.value}"

		@AmphoraFunction
		suspend fun boxLater(box: Box<List<String>>) = "${box.value}"

		@AmphoraFunction
		fun listBox(box: ListBox<String>) = "${box.values}"

		@AmphoraFunction
		fun nullableBox(box: ListBox<String?>) = "${box.values}"

	}

	@JvmInline
	value class Tags(val values: List<String>)

	@JvmInline
	value class NestedTags(val tags: Tags)

	@JvmInline
	value class TagArray(val values: Array<String>)

	@JvmInline
	value class Box<T>(val value: T)

	@JvmInline
	value class ListBox<T>(val values: List<T>)

}
