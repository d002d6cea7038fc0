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

package io.amphora.contract

import io.amphora.WrongResultException
import io.amphora.annotation.AmphoraContract
import io.amphora.client.AmphoraClient
import io.amphora.client.RemoteFunction
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.mockito.ArgumentMatchers.any
import org.mockito.ArgumentMatchers.eq
import org.mockito.BDDMockito.given
import org.mockito.BDDMockito.then
import reactor.core.publisher.Mono
import java.lang.reflect.Type
import java.util.concurrent.CompletableFuture

/** Tests for contracts in Kotlin. */
internal class KotlinContractTests {

	private val client: AmphoraClient = RemoteCalls.client("shop")

	private val shop = AmphoraContracts.create(Shop::class.java, client)

	@Test
	fun `sends arguments and returns results`() = runBlocking<Unit> {
		val sum = reply("add", 5)
		assertThat(shop.add(2, 3)).isEqualTo(5)
		then(sum).should().nonBlocking(true)
		then(sum).should().defer(Int::class.javaObjectType as Type, 2, 3)
		reply("addNow", 5)
		assertThat(shop.addNow(2, 3)).isEqualTo(5)
		val open = reply("open", null)
		assertThat(shop.open()).isEqualTo(Unit)
		then(open).should().defer(Void.TYPE as Type)
		val all = reply("sum", 6)
		assertThat(shop.sum(1, 2, 3)).isEqualTo(6)
		then(all).should().defer(any<Type>(), eq(1), eq(2), eq(3))
	}

	@Test
	fun `sends and returns value classes`() = runBlocking<Unit> {
		val find = reply("find", "lamp")
		assertThat(shop.find(Id("l"), null)).isEqualTo(Id("lamp"))
		then(find).should().defer(String::class.java as Type, "l", null)
		reply("findNow", "lamp")
		assertThat(shop.findNow(Id("l"), Count(2))).isEqualTo(Id("lamp"))
		val count = reply("count", 3)
		assertThat(shop.count(Count(2))).isEqualTo(Count(3))
		then(count).should().defer(Int::class.javaPrimitiveType as Type, 2)
		reply("maybe", 3)
		assertThat(shop.maybe()).isEqualTo(Count(3))
		reply("maybe", null)
		assertThat(shop.maybe()).isNull()
		reply("maybeNow", 3)
		assertThat(shop.maybeNow()).isEqualTo(Count(3))
		val boxed = reply("boxed", 3L)
		assertThat(shop.boxed(Box(2L))).isEqualTo(Box(3L))
		then(boxed).should().defer(Long::class.javaObjectType as Type, 2L)
		reply("boxedNow", listOf("b"))
		assertThat(shop.boxedNow(Box(listOf("a")))).isEqualTo(Box(listOf("b")))
		reply("find", "")
		assertThatExceptionOfType(WrongResultException::class.java).isThrownBy { await { shop.find(Id("l"), null) } }
			.withMessageContaining("not accepted by Id")
	}

	@Test
	fun `sends and returns value classes whose property is null`() {
		for (text in listOf(null, "a")) {
			val note = reply("note", text)
			assertThat(await { shop.note(Note(text)) }).isEqualTo(Note(text))
			then(note).should().defer(String::class.java as Type, text)
			reply("noteNow", text)
			assertThat(shop.noteNow(Note(text))).isEqualTo(Note(text))
			reply("nestedNote", text)
			assertThat(await { shop.nestedNote(NestedNote(Note(text))) }).isEqualTo(NestedNote(Note(text)))
			reply("maybeNote", text)
			assertThat(await { shop.maybeNote(Note(text)) }).isEqualTo(text?.let { Note(it) })
			reply("maybeNoteNow", text)
			assertThat(shop.maybeNoteNow(null)).isEqualTo(text?.let { Note(it) })
			reply("maybeBox", text)
			assertThat(await { shop.maybeBox() }).isEqualTo(text?.let { Box(it) })
		}
		val pending = CompletableFuture<Any?>()
		given(RemoteCalls.reply(client, "note", null).defer(any<Type>(), any(Array<Any>::class.java))).willReturn(pending)
		val note = CompletableFuture.supplyAsync { await { shop.note(Note("a")) } }
		assertThat(note).isNotDone()
		pending.complete(null)
		assertThat(note.get()).isEqualTo(Note(null))
	}

	@Test
	fun `refuses null for results that are not nullable`() {
		for (name in listOf("text", "textNow", "textLater", "find", "findNow")) {
			reply(name, null)
		}
		assertThatWrong { await { shop.text() } }
		assertThatWrong { shop.textNow() }
		assertThatWrong { await { shop.textLater().await() } }
		assertThatWrong { await { shop.find(Id("l"), null) } }
		assertThatWrong { shop.findNow(Id("l"), null) }
		val bounded = AmphoraContracts.create(Bounded::class.java, client)
		reply("bound", null)
		assertThatWrong { await { bounded.bound() } }
		reply("boundNow", null)
		assertThatWrong { bounded.boundNow() }
		reply("optional", null)
		assertThat(await { shop.optional() }).isNull()
		reply("optionalLater", null)
		assertThat(shop.optionalLater().get()).isNull()
		reply("own", null)
		assertThat(await { shop.own() }).isNull()
		reply("publisher", null)
		assertThat(shop.publisher().block()).isNull()
		reply("voidLater", null)
		assertThat(shop.voidLater().get()).isNull()
		reply("unitLater", null)
		assertThat(shop.unitLater().get() as Any?).isNull()
		val units = AmphoraContracts.create(Units::class.java, client)
		reply("bound", null)
		await { units.bound() }
		reply("boundNow", null)
		units.boundNow()
		reply("boundLater", null)
		assertThat(units.boundLater().get() as Any?).isNull()
	}

	@Test
	fun `reads the results of generic contracts`() {
		val find = reply("find", "red")
		assertThat(await { AmphoraContracts.create(Colors::class.java, client).find(1) }).isEqualTo("red")
		then(find).should().defer(String::class.java as Type, 1)
	}

	@Test
	fun `reads contracts that override functions of a generic contract`() {
		reply("add", 5)
		val counter = AmphoraContracts.create(IntCounter::class.java, client)
		assertThat(counter.add(2)).isEqualTo(5)
		assertThat((counter as Counter<Int>).add(2)).isEqualTo(5)
		val save = reply("save", "b")
		assertThat(await { AmphoraContracts.create(Ids::class.java, client).save(Id("a")) }).isEqualTo(Id("b"))
		then(save).should().defer(String::class.java as Type, "a")
		assertThatExceptionOfType(InvalidContractException::class.java)
			.isThrownBy { AmphoraContracts.create(Overloads::class.java, client) }
			.withMessageContaining("Two methods are mapped to function 'add'.")
	}

	@Test
	fun `resumes when the call ends`() {
		val pending = CompletableFuture<Any?>()
		val add = RemoteCalls.reply(client, "add", 1)
		given(add.defer(any<Type>(), any(Array<Any>::class.java))).willReturn(pending)
		val sum = CompletableFuture.supplyAsync { await { shop.add(1, 2) } }
		assertThat(sum).isNotDone()
		pending.complete(3)
		assertThat(sum.get()).isEqualTo(3)
	}

	@Test
	fun `runs functions with a body at the caller`() {
		reply("add", 5)
		assertThat(await { shop.twice(1) }).isEqualTo(10)
		reply("internal", 1)
		assertThat(await { shop.internal() }).isEqualTo(1)
	}

	@Test
	fun `refuses functions whose result cannot be read`() {
		assertThatExceptionOfType(InvalidContractException::class.java)
			.isThrownBy { AmphoraContracts.create(Flows::class.java, client) }
			.withMessageContaining("Its result is a Flow")
		assertThatExceptionOfType(InvalidContractException::class.java)
			.isThrownBy { AmphoraContracts.create(Futures::class.java, client) }
			.withMessageContaining("future or a publisher")
		assertThatExceptionOfType(InvalidContractException::class.java)
			.isThrownBy { AmphoraContracts.create(Receivers::class.java, client) }
			.withMessageContaining("extension function")
	}

	private fun reply(name: String, result: Any?): RemoteFunction = RemoteCalls.reply(client, name, result)

	private fun <T> await(call: suspend () -> T): T = runBlocking { call() }

	private fun assertThatWrong(call: () -> Any?) =
		assertThatExceptionOfType(WrongResultException::class.java).isThrownBy { call() }
			.withMessageContaining("is not nullable")

	interface Base<T> {

		suspend fun own(): T

	}

	@AmphoraContract("shop")
	interface Shop : Base<String?> {

		suspend fun add(x: Int, y: Int): Int

		fun addNow(x: Int, y: Int): Int

		suspend fun open()

		suspend fun sum(vararg numbers: Int): Int

		suspend fun find(id: Id, count: Count?): Id

		fun findNow(id: Id, count: Count?): Id

		suspend fun count(count: Count): Count

		suspend fun boxed(box: Box<Long>): Box<Long>

		fun boxedNow(box: Box<List<String>>): Box<List<String>>

		suspend fun note(note: Note): Note

		fun noteNow(note: Note): Note

		suspend fun nestedNote(note: NestedNote): NestedNote

		suspend fun maybeNote(note: Note?): Note?

		fun maybeNoteNow(note: Note?): Note?

		suspend fun maybeBox(): Box<String>?

		suspend fun maybe(): Count?

		fun maybeNow(): Count?

		suspend fun text(): String

		fun textNow(): String

		fun textLater(): CompletableFuture<String>

		suspend fun optional(): String?

		fun optionalLater(): CompletableFuture<String?>

		fun publisher(): Mono<String>

		fun voidLater(): CompletableFuture<Void>

		fun unitLater(): CompletableFuture<Unit>

		suspend fun twice(x: Int): Int {
			delay(1)
			return 2 * add(x, x)
		}

		suspend fun internal(): Int

	}

	interface Finder<T> {

		suspend fun find(id: Int): T

	}

	interface Colors : Finder<String>

	interface Counter<T> {

		fun add(value: T): T

	}

	interface IntCounter : Counter<Int> {

		override fun add(value: Int): Int

	}

	interface Repository<T> {

		suspend fun save(value: T): T

	}

	interface Ids : Repository<Id> {

		override suspend fun save(value: Id): Id

	}

	interface Overloads : IntCounter {

		fun add(value: Int?): Int

	}

	interface BoundedFinder<T : Any> {

		suspend fun bound(): T

		fun boundNow(): T

		fun boundLater(): CompletableFuture<T>

	}

	interface Bounded : BoundedFinder<String>

	interface Units : BoundedFinder<Unit>

	interface Flows {

		fun numbers(): Flow<Int>

	}

	interface Futures {

		suspend fun number(): CompletableFuture<Int>

	}

	interface Receivers {

		suspend fun String.greet(): String

	}

	@JvmInline
	value class Box<T>(val value: T)

	@JvmInline
	value class Id(val value: String) {

		init {
			require(value.isNotBlank())
		}

	}

	@JvmInline
	value class Count(val value: Int)

	@JvmInline
	value class Note(val text: String?)

	@JvmInline
	value class NestedNote(val note: Note)

}
