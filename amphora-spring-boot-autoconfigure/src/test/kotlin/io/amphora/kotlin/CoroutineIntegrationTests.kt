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

package io.amphora.kotlin

import io.amphora.CallContext
import io.amphora.NoResultException
import io.amphora.RemoteException
import io.amphora.annotation.AmphoraFunction
import io.amphora.client.AmphoraClient
import io.amphora.client.awaitCall
import io.amphora.client.awaitSend
import io.amphora.client.call
import io.amphora.function.AmphoraFunctionDetector
import io.amphora.server.AmphoraServer
import io.amphora.test.BrokerTest
import io.amphora.test.TestBroker
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancel
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.delay
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.awaitility.Awaitility.await
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.ExtendWith
import org.slf4j.MDC
import org.springframework.beans.factory.support.DefaultListableBeanFactory
import org.springframework.boot.test.system.CapturedOutput
import org.springframework.boot.test.system.OutputCaptureExtension
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ThreadPoolExecutor
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.locks.LockSupport

/** Tests for calls and functions that are coroutines. */
@BrokerTest
internal class CoroutineIntegrationTests(broker: TestBroker) {

	private val executor = ThreadPoolTaskExecutor().apply {
		corePoolSize = CONCURRENCY
		setRejectedExecutionHandler(ThreadPoolExecutor.AbortPolicy())
		initialize()
	}

	private val server: AmphoraServer

	private val client: AmphoraClient

	private val functions: Functions

	init {
		val service = broker.uniqueName("coroutines")
		server = AmphoraServer.builder(service, broker.connectionFactory())
			.concurrency(CONCURRENCY)
			.executor(executor)
			.build()
		client = AmphoraClient.builder(service, broker.connectionFactory()).timeout(PATIENCE).build()
		functions = Functions(client)
		val beans = DefaultListableBeanFactory()
		beans.registerSingleton("functions", functions)
		AmphoraFunctionDetector(beans).detect("none").forEach { server.addFunction(it.definition()) }
		server.serve().join()
		client.serve().join()
	}

	@AfterEach
	fun close() {
		functions.released.complete(Unit)
		client.close()
		server.close()
		executor.shutdown()
	}

	@Test
	fun `calls without blocking`() = runBlocking<Unit> {
		assertThat(client.awaitCall<Int>("add", 2, 3)).isEqualTo(5)
		assertThat(client.call<Int>("add", 2, 3)).isEqualTo(5)
		assertThat(client.call<Any?>("unit")).isNull()
		assertThat(client.awaitCall<Unit>("unit")).isEqualTo(Unit)
		assertThat(client.function("add").kwarg("y", 3).awaitCall<Int>(2)).isEqualTo(5)
		assertThat(client.awaitCall<List<Car>>("paint", listOf(Car("a", 2)))).containsExactly(Car("red a", 4))
		client.function("add").awaitSend(2, 3)
		assertThatExceptionOfType(RemoteException::class.java).isThrownBy { client.call<Unit>("fail") }
			.satisfies({ assertThat(it.errorType()).isEqualTo("IllegalStateException") })
		val sums = (1..100).map { async(Dispatchers.Default) { client.awaitCall<Int>("add", it, 1) } }.awaitAll()
		assertThat(sums).isEqualTo((2..101).toList())
	}

	@Test
	fun `cancelling a coroutine cancels its call`() = runBlocking<Unit> {
		val call = launch { client.awaitCall<Unit>("never") }
		functions.started.await()
		call.cancel()
		await().atMost(PATIENCE).until { server.statistics().cancelled() == 1L }
		assertThat(functions.cancelled.await()).isTrue()
		assertThat(client.statistics().pending()).isZero()
		assertThatExceptionOfType(TimeoutCancellationException::class.java)
			.isThrownBy { runBlocking { withTimeout(50) { client.awaitCall<Unit>("never") } } }
		await().atMost(PATIENCE).until { client.statistics().pending() == 0 && server.statistics().running() == 0 }
	}

	@Test
	fun `function is cancelled at its deadline`() {
		callUntil("never") { functions.cancelled.isCompleted }
		await().atMost(PATIENCE).until { server.statistics().expired() > 0 }
		assertThat(runBlocking { functions.cancelled.await() }).isFalse()
	}

	@Test
	fun `cancelled function runs until it has released its resources`() = runBlocking<Unit> {
		val call = launch { client.awaitCall<Unit>("release") }
		functions.started.await()
		call.cancel()
		assertThat(functions.cancelled.await()).isTrue()
		assertThat(server.statistics().running()).isEqualTo(1)
		functions.released.complete(Unit)
		await().atMost(PATIENCE).until { server.statistics().running() == 0 }
		assertThat(server.statistics().cancelled()).isEqualTo(1)
	}

	@Test
	fun `function that does not end frees its slot`() = runBlocking<Unit> {
		val calls = (1..CONCURRENCY).map { launch(Dispatchers.Default) { client.awaitCall<Unit>("release") } }
		await().atMost(PATIENCE).until { server.statistics().handled() == CONCURRENCY.toLong() }
		calls.forEach { it.cancel() }
		assertThat(client.awaitCall<Int>("add", 2, 3)).isEqualTo(5)
		await().atMost(PATIENCE).until { server.statistics().running() == CONCURRENCY }
		functions.released.complete(Unit)
		await().atMost(PATIENCE).until { server.statistics().running() == 0 }
		val sums = (1..10).map { async { client.awaitCall<Int>("add", it, 1) } }.awaitAll()
		assertThat(sums).isEqualTo((2..11).toList())
	}

	@Test
	fun `function is cancelled before it is suspended`() = runBlocking<Unit> {
		val call = launch { client.awaitCall<Unit>("busy") }
		functions.started.await()
		call.cancel()
		await().atMost(PATIENCE).until { server.statistics().running() == 0 }
		assertThat(functions.cancelled.await()).isTrue()
	}

	@Test
	fun `cancelled function may return a result`() {
		callUntil("stubborn") { client.statistics().late() > 0 }
	}

	/** A request may arrive after its deadline, so that its function does not run. */
	private fun callUntil(function: String, condition: () -> Boolean) = await().atMost(PATIENCE).until {
		assertThatExceptionOfType(NoResultException::class.java).isThrownBy {
			runBlocking { client.function(function).timeout(Duration.ofMillis(300)).awaitCall<Any?>() }
		}
		condition()
	}

	@Test
	@ExtendWith(OutputCaptureExtension::class)
	fun `failure of a child is the failure of its function`(output: CapturedOutput) {
		for (name in listOf("children", "suspendedParent")) {
			assertThatExceptionOfType(RemoteException::class.java)
				.isThrownBy { runBlocking { client.awaitCall<Int>(name) } }
				.satisfies({ assertThat(it.errorType()).isEqualTo("IllegalStateException") })
		}
		assertThat(output).doesNotContain("Exception in thread")
		assertThat(client.call<Int>("timeout")).isEqualTo(-1)
		assertThatExceptionOfType(RemoteException::class.java).isThrownBy { client.call<Int>("cancelledByItself") }
			.satisfies({ assertThat(it.errorType()).isEqualTo("CancellationException") })
	}

	@Test
	fun `calls of a cancelled function are cancelled`() = runBlocking<Unit> {
		val call = launch { client.awaitCall<Unit>("nested") }
		functions.started.await()
		call.cancel()
		await().atMost(PATIENCE).until { server.statistics().cancelled() == 2L }
		await().atMost(PATIENCE).until { client.statistics().pending() == 0 }
	}

	@Test
	fun `context is available after a suspension`() = runBlocking<Unit> {
		assertThat(client.awaitCall<String>("context", "x")).isEqualTo("context context DefaultDispatcher true")
	}

	@Test
	fun `suspended functions occupy the concurrency but no thread`() = runBlocking<Unit> {
		val calls = (1..2 * CONCURRENCY).map { async(Dispatchers.Default) { client.awaitCall<Int>("open", it) } }
		await().atMost(PATIENCE).until { server.statistics().handled() == CONCURRENCY.toLong() }
		await().atMost(PATIENCE).until { executor.activeCount == 0 }
		assertThat(functions.opened).hasValue(CONCURRENCY)
		functions.released.complete(Unit)
		assertThat(calls.awaitAll()).containsExactly(1, 2, 3, 4)
	}

	@Test
	fun `function that awaits a call frees its slot`() = runBlocking<Unit> {
		assertThat(client.awaitCall<Long>("faculty", 20)).isEqualTo(2432902008176640000L)
	}

	@Test
	fun `many suspended calls need no more threads than a few`() = runBlocking<Unit> {
		server.stop()
		val calls = async(Dispatchers.Default) {
			repeat(10) { launch { client.awaitCall<Int>("add", it, 1) } }
			awaitCancellation()
		}
		await().atMost(PATIENCE).until { client.statistics().pending() == 10 && client.statistics().held() == 0 }
		val before = threads()
		val more = async(Dispatchers.Default) {
			repeat(9_990) { launch { client.awaitCall<Int>("add", it, 1) } }
			awaitCancellation()
		}
		await().atMost(PATIENCE).until { client.statistics().pending() == 10_000 }
		assertThat(threads()).hasSizeLessThanOrEqualTo(before.size + Runtime.getRuntime().availableProcessors())
		calls.cancel()
		more.cancel()
		await().atMost(PATIENCE).until { client.statistics().pending() == 0 }
	}

	/** The dispatcher may have started fewer threads than it may start. */
	private fun threads() = Thread.getAllStackTraces().keys.map { it.name }
		.filter { it.startsWith("amphora-") || it.startsWith("DefaultDispatcher-") }

	class Functions(private val client: AmphoraClient) {

		val started = CompletableDeferred<Unit>()

		val released = CompletableDeferred<Unit>()

		/** Whether the caller has cancelled the call. */
		val cancelled = CompletableDeferred<Boolean>()

		val opened = AtomicInteger()

		@AmphoraFunction
		suspend fun add(x: Int, y: Int) = x + y

		@AmphoraFunction
		fun unit(): CompletableFuture<Unit> = CompletableFuture.completedFuture(Unit)

		@AmphoraFunction
		suspend fun paint(cars: List<Car>): List<Car> {
			delay(1)
			return cars.map { Car("red ${it.name}") }
		}

		@AmphoraFunction
		suspend fun fail() {
			delay(1)
			error("on purpose")
		}

		@AmphoraFunction
		suspend fun never() {
			try {
				started.complete(Unit)
				awaitCancellation()
			} finally {
				cancelled.complete(CallContext.current()!!.isCancelledByCaller)
			}
		}

		@AmphoraFunction
		suspend fun release() {
			try {
				started.complete(Unit)
				awaitCancellation()
			} finally {
				withContext(NonCancellable) {
					cancelled.complete(CallContext.current()!!.isCancelledByCaller)
					released.await()
				}
			}
		}

		@AmphoraFunction
		suspend fun busy() {
			started.complete(Unit)
			while (currentCoroutineContext().isActive) {
				LockSupport.parkNanos(1_000_000)
			}
			cancelled.complete(CallContext.current()!!.isCancelledByCaller)
		}

		@AmphoraFunction
		suspend fun stubborn(): Int {
			try {
				awaitCancellation()
			} catch (ex: CancellationException) {
				return 1
			}
		}

		@AmphoraFunction
		suspend fun children(): Int {
			CoroutineScope(currentCoroutineContext()).launch {
				delay(1)
				error("failure of the child")
			}
			return 1
		}

		@AmphoraFunction
		suspend fun suspendedParent(): Int {
			children()
			awaitCancellation()
		}

		@AmphoraFunction
		suspend fun timeout(): Int = withTimeoutOrNull(1) { awaitCancellation() } ?: -1

		@AmphoraFunction
		suspend fun cancelledByItself(): Int {
			delay(1)
			throw CancellationException("on purpose")
		}

		@AmphoraFunction
		suspend fun nested() {
			delay(1)
			client.awaitCall<Unit>("never")
		}

		@AmphoraFunction
		suspend fun context(text: String, context: CallContext): String {
			val before = MDC.getCopyOfContextMap().orEmpty()
			// long enough that the function is suspended before the time has passed
			delay(200)
			val thread = Thread.currentThread().name.substringBefore("-")
			val sameMdc = MDC.getCopyOfContextMap().orEmpty() == before
			return "${context.function()} ${CallContext.current()?.function()} $thread $sameMdc"
		}

		@AmphoraFunction
		suspend fun open(number: Int): Int {
			opened.incrementAndGet()
			released.await()
			return number
		}

		@AmphoraFunction
		suspend fun faculty(n: Int): Long {
			delay(1)
			return if (n <= 1) 1 else n * client.awaitCall<Long>("faculty", n - 1)
		}

	}

	data class Car(val name: String, val wheels: Int = 4)

	companion object {

		private const val CONCURRENCY = 2

		private val PATIENCE: Duration = Duration.ofSeconds(30)

	}

}
