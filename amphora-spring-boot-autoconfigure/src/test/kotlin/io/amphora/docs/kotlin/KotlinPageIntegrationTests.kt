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

import io.amphora.client.AmphoraClient
import io.amphora.client.awaitCall
import io.amphora.client.call
import io.amphora.contract.AmphoraContracts
import io.amphora.function.AmphoraFunctionDetector
import io.amphora.server.AmphoraServer
import io.amphora.test.BrokerTest
import io.amphora.test.TestBroker
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.support.DefaultListableBeanFactory
import java.time.Duration

/** Tests for the code on the page about Kotlin. */
@BrokerTest
internal class KotlinPageIntegrationTests(broker: TestBroker) {

	private val server: AmphoraServer

	private val client: AmphoraClient

	init {
		val service = broker.uniqueName("simplemath")
		server = AmphoraServer.builder(service, broker.connectionFactory()).build()
		client = AmphoraClient.builder(service, broker.connectionFactory()).build()
		val beans = DefaultListableBeanFactory()
		beans.registerSingleton("mathFunctions", MathFunctions())
		beans.registerSingleton("libraryService", LibraryService(client))
		AmphoraFunctionDetector(beans).detect("none").forEach { server.addFunction(it.definition()) }
		server.addFunction("multiply") { it.argument(0, Int::class.java)!! * it.argument(1, Int::class.java)!! }
		server.serve().join()
	}

	@AfterEach
	fun close() {
		client.close()
		server.close()
	}

	@Test
	fun `calls functions`() = runBlocking<Unit> {
		// tag::call[]
		val five: Int = client.call("add", 2, 3)
		val sum = client.awaitCall<Int>("add", 2, five)
		val within = client.function("add").timeout(Duration.ofSeconds(1)).awaitCall<Int>(2, 3)
		// end::call[]
		assertThat(listOf(five, sum, within)).containsExactly(5, 7, 5)
		assertThat(Calculator(client).sum()).isEqualTo(5)
		assertThat(Calculator(client).difference()).isEqualTo(5)
	}

	@Test
	fun `calls suspending functions`() = runBlocking<Unit> {
		val library = AmphoraContracts.create(Library::class.java, client)
		assertThat(library.find("Dune")).isEqualTo(Book("Dune"))
		library.lend(Book("Dune"), ReaderId("ada"))
		assertThat(client.call<Book>("find", "Dune")).isEqualTo(Book("Dune", 1))
		assertThat(client.call<Int>("fine", 3)).isEqualTo(6)
	}

}
