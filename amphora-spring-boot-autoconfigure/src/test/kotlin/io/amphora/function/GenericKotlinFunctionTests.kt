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
import io.amphora.server.function.FunctionSignature
import io.amphora.server.function.FunctionSignature.Parameter
import kotlinx.coroutines.delay
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import java.util.concurrent.CompletableFuture

/** Tests for functions in Kotlin that generic classes and interfaces declare. */
internal class GenericKotlinFunctionTests {

	@Test
	fun `serves functions that generic classes declare`() {
		for (name in listOf("find", "findLater", "inherited", "inheritedLater")) {
			assertThat(call<Texts>(name, "x")).isEqualTo("x")
			assertThat(call<Numbers>(name, 1)).isEqualTo(1)
		}
		for (name in listOf("describe", "describeLater", "inheritedDescribe")) {
			assertThat(call<Texts>(name, "x")).isEqualTo("x default")
			assertThat(call<Texts>(name, "x", "y")).isEqualTo("x y")
			assertThat(call<Numbers>(name, 1)).isEqualTo("1 default")
		}
		assertThat(call<Texts>("list", listOf("x"))).isEqualTo(listOf("x"))
		assertThat(call<Units>("run", "x")).isNull()
		assertThat(call<Units>("runLater", "x")).isNull()
	}

	@Test
	fun `serves functions with value classes as type arguments`() {
		for (name in listOf("find", "findLater")) {
			assertThat(call<Ids>(name, "x")).isEqualTo("x")
		}
		for (name in listOf("describe", "describeLater")) {
			assertThat(call<Ids>(name, "x", "y")).isEqualTo("Id(value=x) y")
			assertThat(call<Ids>(name, "x")).isEqualTo("Id(value=x) default")
		}
		for (name in listOf("save", "saveLater")) {
			assertThat(call<IdFunctions>(name, "x")).isEqualTo("x")
			assertThat(call<ContractIds>(name, "x")).isEqualTo("x")
		}
		assertThat(signature<Ids>("findLater"))
			.isEqualTo(FunctionSignature(listOf(Parameter("value", String::class.java, true, false)), String::class.java))
	}

	@Test
	fun `serves overloaded functions that have other names`() {
		Detection(Overloads::class.java).use { assertThat(it.names()).containsExactly("find", "findOther") }
		assertThat(call<Overloads>("find", "x")).isEqualTo("text x")
		assertThat(call<Overloads>("findOther", 1)).isEqualTo("number 1")
	}

	private inline fun <reified T> call(name: String, vararg args: Any?): Any? =
		Detection(T::class.java).use {
			val returned = it.call(name, *args)
			if (returned is CompletableFuture<*>) returned.join() else returned
		}

	private inline fun <reified T> signature(name: String): FunctionSignature =
		Detection(T::class.java).use { it.function(name).definition().signature()!! }

	abstract class Base<T> {

		@AmphoraFunction
		abstract fun find(value: T): T

		@AmphoraFunction
		abstract suspend fun findLater(value: T): T

		@AmphoraFunction
		abstract fun describe(value: T, text: String = "default"): String

		@AmphoraFunction
		abstract suspend fun describeLater(value: T, text: String = "default"): String

		@AmphoraFunction
		fun inherited(value: T): T = value

		@AmphoraFunction
		suspend fun inheritedLater(value: T): T {
			delay(1)
			return value
		}

		@AmphoraFunction
		open suspend fun inheritedDescribe(value: T, text: String = "default") = "$value $text"

		@AmphoraFunction
		fun list(values: List<T>): List<T> = values

	}

	class Texts : Base<String>() {

		override fun find(value: String) = value

		override suspend fun findLater(value: String): String {
			delay(1)
			return value
		}

		override fun describe(value: String, text: String) = "$value $text"

		override suspend fun describeLater(value: String, text: String) = "$value $text"

	}

	class Numbers : Base<Int>() {

		override fun find(value: Int) = value

		override suspend fun findLater(value: Int): Int {
			delay(1)
			return value
		}

		override fun describe(value: Int, text: String) = "$value $text"

		override suspend fun describeLater(value: Int, text: String) = "$value $text"

	}

	class Ids : Base<Id>() {

		override fun find(value: Id) = value

		override suspend fun findLater(value: Id): Id {
			delay(1)
			return value
		}

		override fun describe(value: Id, text: String) = "$value $text"

		override suspend fun describeLater(value: Id, text: String) = "$value $text"

	}

	abstract class Runs<T, R> {

		@AmphoraFunction
		abstract fun run(value: T): R

		@AmphoraFunction
		abstract suspend fun runLater(value: T): R

	}

	class Units : Runs<String, Unit>() {

		override fun run(value: String) {
		}

		override suspend fun runLater(value: String) = delay(1)

	}

	interface Repository<T> {

		@AmphoraFunction
		fun save(value: T): T

		@AmphoraFunction
		suspend fun saveLater(value: T): T

	}

	@AmphoraContract("ids")
	interface IdRepository : Repository<Id>

	open class IdFunctions : Repository<Id> {

		override fun save(value: Id) = value

		override suspend fun saveLater(value: Id): Id {
			delay(1)
			return value
		}

	}

	class ContractIds : IdRepository {

		override fun save(value: Id) = value

		override suspend fun saveLater(value: Id): Id {
			delay(1)
			return value
		}

	}

	abstract class Overloaded<T : CharSequence, U : Number> {

		@AmphoraFunction
		abstract suspend fun find(value: T): String

		@AmphoraFunction("findOther")
		abstract suspend fun find(value: U): String

	}

	class Overloads : Overloaded<String, Int>() {

		override suspend fun find(value: String) = "text $value"

		override suspend fun find(value: Int) = "number $value"

	}

	@JvmInline
	value class Id(val value: String)

}
