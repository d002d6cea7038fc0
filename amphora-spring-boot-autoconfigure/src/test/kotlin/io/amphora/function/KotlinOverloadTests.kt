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

import io.amphora.annotation.AmphoraContract
import io.amphora.annotation.AmphoraFunction
import io.amphora.annotation.CallTimeout
import kotlinx.coroutines.delay
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.time.Duration
import java.util.concurrent.CompletableFuture

/** Tests for functions in Kotlin beside which their classes have functions of the same name. */
internal class KotlinOverloadTests {

	@Test
	fun `omitted arguments do not select an overload of a supertype`() {
		assertThat(call<TextSearch>("find", "x")).isEqualTo("text x 20")
		assertThat(call<TextSearch>("find", "x", 1)).isEqualTo("text x 1")
		assertThat(call<Searches>("findText", "x")).isEqualTo("text x 20")
		assertThat(call<Searches>("findAny", "x")).isEqualTo("any x 10")
	}

	@Test
	fun `omitted arguments select the function of a generic supertype that is overridden`() {
		assertThat(call<GenericSearches>("findValue", "x")).isEqualTo("value x 10")
		assertThat(call<GenericSearches>("findNumber", 5)).isEqualTo("number 5 20")
		assertThat(call<Unhidden>("find", "x")).isEqualTo("text x 10")
		assertThat(call<IdSearch>("find", "x")).isEqualTo("Id(value=x) 10")
		assertThat(call<Chained>("find", "x")).isEqualTo("text x 10")
	}

	@Test
	fun `serves the function that overrides one of a generic type`() {
		assertThat(call<Inheriting>("find", "x")).isEqualTo("text x")
		assertThat(call<Numbers>("find", 1)).isEqualTo("number 1")
		assertThat(call<Ids>("save", "x")).isEqualTo("x")
		assertThat(call<InternalIds>("save", "x")).isEqualTo("x")
		assertThat(call<ContractIds>("save", "x")).isEqualTo("x")
	}

	@Test
	fun `serves contracts that override functions of a generic contract`() {
		assertThat(call<Counters>("add", 1)).isEqualTo(2)
		assertThat(call<TimedIds>("save", "x")).isEqualTo("Id(value=x) PT0S")
	}

	private inline fun <reified T> call(name: String, vararg args: Any?): Any? =
		Detection(T::class.java).use {
			val returned = it.call(name, *args)
			if (returned is CompletableFuture<*>) returned.join() else returned
		}

	open class Search {

		open fun find(value: Any, limit: Int = 10) = "any $value $limit"

	}

	class TextSearch : Search() {

		@AmphoraFunction
		fun find(value: String, limit: Int = 20) = "text $value $limit"

	}

	interface Searching {

		@AmphoraFunction("findAny")
		fun find(value: Any, limit: Int = 10): String

		@AmphoraFunction("findText")
		fun find(value: String, limit: Int = 20): String

	}

	class Searches : Searching {

		override fun find(value: Any, limit: Int) = "any $value $limit"

		override fun find(value: String, limit: Int) = "text $value $limit"

	}

	abstract class GenericSearch<T> {

		@AmphoraFunction("findValue")
		abstract fun find(value: T, limit: Int = 10): String

		@AmphoraFunction("findNumber")
		abstract fun find(value: Int, limit: Int = 20): String

	}

	class GenericSearches : GenericSearch<String>() {

		override fun find(value: String, limit: Int) = "value $value $limit"

		override fun find(value: Int, limit: Int) = "number $value $limit"

	}

	interface LimitedFinder<T> {

		@AmphoraFunction
		fun find(value: T, limit: Int = 10): String

	}

	open class Hidden {

		@Suppress("unused")
		private fun find(value: String, limit: Int = 20) = "hidden $value $limit"

	}

	class Unhidden : Hidden(), LimitedFinder<String> {

		override fun find(value: String, limit: Int) = "text $value $limit"

	}

	class IdSearch : LimitedFinder<Id> {

		override fun find(value: Id, limit: Int) = "$value $limit"

		fun find(value: String, limit: Int = 20) = "text $value $limit"

	}

	abstract class LimitedTexts : LimitedFinder<String> {

		abstract override fun find(value: String, limit: Int): String

	}

	class Chained : LimitedTexts() {

		override fun find(value: String, limit: Int) = "text $value $limit"

	}

	interface Finder<T> {

		@AmphoraFunction
		fun find(value: T): String

	}

	open class Texts {

		open fun find(value: String) = "text $value"

	}

	class Inheriting : Texts(), Finder<String> {

		fun find(value: Int) = "number $value"

	}

	abstract class SuspendingFinder<T> {

		@AmphoraFunction
		abstract suspend fun find(value: T): String

	}

	class Numbers : SuspendingFinder<Int>() {

		override suspend fun find(value: Int): String {
			delay(1)
			return "number $value"
		}

		suspend fun find(value: String): String {
			delay(1)
			return "text $value"
		}

	}

	interface Repository<T> {

		@AmphoraFunction
		fun save(value: T): T

	}

	class Ids : Repository<Id> {

		override fun save(value: Id) = value

		internal fun save(value: Int) = value

		fun save(value: OtherId) = value

	}

	abstract class InternalRepository<T> {

		@AmphoraFunction
		internal abstract fun save(value: T): T

	}

	class InternalIds : InternalRepository<Id>() {

		override fun save(value: Id) = value

		internal fun save(value: Int) = value

	}

	@AmphoraContract("ids")
	interface IdRepository : Repository<Id>

	class ContractIds : IdRepository {

		override fun save(value: Id) = value

		internal fun save(value: Int) = value

	}

	interface Counter<T> {

		fun add(value: T): T

	}

	@AmphoraContract("counter")
	interface IntCounter : Counter<Int> {

		override fun add(value: Int): Int

	}

	class Counters : IntCounter {

		override fun add(value: Int) = value + 1

	}

	interface TimedRepository<T> {

		fun save(value: T, @CallTimeout timeout: Duration?): String

	}

	@AmphoraContract("timed")
	interface TimedIdRepository : TimedRepository<Id>

	class TimedIds : TimedIdRepository {

		override fun save(value: Id, timeout: Duration?) = "$value $timeout"

	}

	@JvmInline
	value class Id(val value: String)

	@JvmInline
	value class OtherId(val value: String)

}
