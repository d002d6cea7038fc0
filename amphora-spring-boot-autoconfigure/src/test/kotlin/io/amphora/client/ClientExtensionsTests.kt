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

package io.amphora.client

import io.amphora.WrongResultException
import io.amphora.client.fanout.Gather
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.mockito.Answers
import org.mockito.ArgumentMatchers.any
import org.mockito.BDDMockito.given
import org.mockito.BDDMockito.then
import org.mockito.Mockito.mock
import org.mockito.Mockito.never
import org.springframework.core.ParameterizedTypeReference
import java.lang.reflect.Type
import java.util.concurrent.CompletableFuture

/** Tests for the extensions of clients. */
internal class ClientExtensionsTests {

	private val client = mock(AmphoraFanoutClient::class.java)

	private val function = mock(RemoteFunction::class.java, Answers.RETURNS_SELF)

	init {
		given(client.function("find")).willReturn(function)
		given(function.name()).willReturn("find")
	}

	@Test
	fun `passes the type argument`() {
		reply(listOf(1))
		assertThat(client.call<List<Int>>("find", "a", null)).isEqualTo(listOf(1))
		val list = (object : ParameterizedTypeReference<List<Int>>() {}).type
		then(function).should().call(list, "a", null)
		assertThat(runBlocking { client.awaitCall<List<Int>>("find") }).isEqualTo(listOf(1))
		then(function).should().nonBlocking(true)
		then(function).should().defer(list)
	}

	@Test
	fun `gathers results of the type argument`() {
		val gather: Gather<Int> = mock()
		given(client.gather("size", object : ParameterizedTypeReference<Int>() {})).willReturn(gather)
		assertThat(client.gather<Int>("size")).isSameAs(gather)
	}

	@Test
	fun `only a nullable type permits null`() {
		reply(null)
		assertThat(client.call<Int?>("find")).isNull()
		assertThat(runBlocking { client.awaitCall<Int?>("find") }).isNull()
		assertThat(client.call<Unit>("find")).isEqualTo(Unit)
		assertThatExceptionOfType(WrongResultException::class.java).isThrownBy { client.call<Int>("find") }
			.withMessageContaining("'find' returned null")
			.withMessageContaining("call<Int?>")
		assertThatExceptionOfType(WrongResultException::class.java)
			.isThrownBy { runBlocking { client.awaitCall<Int>("find") } }
	}

	@Test
	fun `sends nothing if the coroutine is cancelled`() {
		reply(1)
		given(function.send(any(Array<Any>::class.java))).willReturn(CompletableFuture.completedFuture(null))
		val outcomes = mutableListOf<Any>()
		runBlocking {
			launch {
				cancel()
				outcomes += runCatching { client.awaitCall<Int>("find") }.exceptionOrNull()!!
				outcomes += runCatching { client.function("find").awaitSend() }.exceptionOrNull()!!
			}
		}
		assertThat(outcomes).hasSize(2).allMatch { it is CancellationException }
		then(function).should(never()).defer(any<Type>(), any(Array<Any>::class.java))
		then(function).should(never()).send(any(Array<Any>::class.java))
	}

	private fun reply(result: Any?) {
		given(function.call(any<Type>(), any(Array<Any>::class.java))).willReturn(result)
		given(function.defer(any<Type>(), any(Array<Any>::class.java)))
			.willReturn(CompletableFuture.completedFuture(result))
	}

}
