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

package io.amphora.observation

import io.amphora.CallContext
import io.amphora.annotation.AmphoraFunction
import io.amphora.client.AmphoraClient
import io.amphora.client.awaitCall
import io.amphora.function.AmphoraFunctionDetector
import io.amphora.security.SecurityServerInterceptor
import io.amphora.server.AmphoraServer
import io.amphora.test.BrokerTest
import io.amphora.test.TestBroker
import io.micrometer.observation.tck.TestObservationRegistry
import io.micrometer.observation.tck.TestObservationRegistryAssert
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.reactive.awaitSingle
import kotlinx.coroutines.reactor.asCoroutineContext
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.slf4j.MDC
import org.springframework.beans.factory.support.DefaultListableBeanFactory
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken
import org.springframework.security.core.context.ReactiveSecurityContextHolder
import org.springframework.security.core.context.SecurityContextHolder
import reactor.util.context.Context
import java.util.concurrent.atomic.AtomicReference

/** Tests for the context of threads, which the context of coroutines carries. */
@BrokerTest
internal class CoroutineContextIntegrationTests(private val broker: TestBroker) {

	private val registry = TestObservationRegistry.create()

	private val service = broker.uniqueName("context")

	private val server = AmphoraServer.builder(service, broker.connectionFactory())
		.interceptor(ObservationServerInterceptor(registry, null))
		.interceptor(MdcServerInterceptor())
		.interceptor(SecurityServerInterceptor { userId, _ -> throw AssertionError(userId) })
		.build()

	private val client = AmphoraClient.builder(service, broker.connectionFactory())
		.interceptor(ObservationClientInterceptor(registry, null))
		.build()

	init {
		val beans = DefaultListableBeanFactory()
		beans.registerSingleton("functions", Functions())
		AmphoraFunctionDetector(beans).detect("none").forEach { server.addFunction(it.definition()) }
		server.serve().join()
	}

	@AfterEach
	fun close() {
		client.close()
		server.close()
	}

	@Test
	fun `coroutine has the context of its function`() {
		assertThat(runBlocking { client.awaitCall<List<String>>("context") })
			.containsExactly("anonymous", "anonymous", service, "context", "context", "amphora.server.call")
	}

	@Test
	fun `call joins the observation of the function that makes it`() {
		assertThat(runBlocking { client.awaitCall<String>("nested") }).isEqualTo("pong")
		TestObservationRegistryAssert.assertThat(registry)
			.hasNumberOfObservationsWithNameEqualTo("amphora.client.call", 2)
			.hasAnObservation { it.hasNameEqualTo("amphora.client.call").hasParentObservation() }
	}

	@Test
	fun `call has the security context of Reactor's context`() {
		val user = AtomicReference<String>()
		AmphoraClient.builder(service, broker.connectionFactory())
			.interceptor { user.set(SecurityContextHolder.getContext().authentication?.name) }
			.build()
			.use { secured ->
				val ada = UsernamePasswordAuthenticationToken.authenticated("ada", null, listOf())
				val context = Context.of(ReactiveSecurityContextHolder.withAuthentication(ada).readOnly())
				val pong = runBlocking {
					withContext(Dispatchers.Default + context.asCoroutineContext()) { secured.awaitCall<String>("ping") }
				}
				assertThat(pong).isEqualTo("pong")
			}
		assertThat(user).hasValue("ada")
	}

	inner class Functions {

		@AmphoraFunction
		suspend fun context(): List<String?> {
			delay(1)
			return listOf(
				ReactiveSecurityContextHolder.getContext().awaitSingle().authentication?.name,
				SecurityContextHolder.getContext().authentication?.name,
				MDC.get(MdcServerInterceptor.SERVICE),
				MDC.get(MdcServerInterceptor.FUNCTION),
				CallContext.current()?.function(),
				registry.currentObservation?.context?.name
			)
		}

		@AmphoraFunction
		fun ping() = "pong"

		@AmphoraFunction
		suspend fun nested(): String {
			delay(1)
			return client.awaitCall("ping")
		}

	}

}
