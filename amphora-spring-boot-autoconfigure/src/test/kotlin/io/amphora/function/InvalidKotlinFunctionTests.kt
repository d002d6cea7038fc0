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

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flowOf
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.springframework.core.OverridingClassLoader
import reactor.core.publisher.Mono
import java.util.concurrent.CompletableFuture

import io.amphora.annotation.AmphoraFunction
import kotlin.coroutines.CoroutineContext
import kotlin.time.Duration

/** Tests for functions in Kotlin that cannot be called by other applications. */
internal class InvalidKotlinFunctionTests {

	@Test
	fun `refuses flows`() {
		assertThatInvalid<Flows>().withMessageContaining("Its result is a Flow").withMessageContaining("Return a List.")
		assertThatInvalid<SuspendingFlows>().withMessageContaining("Its result is a Flow")
	}

	@Test
	fun `refuses suspending functions that return futures or publishers`() {
		assertThatInvalid<Futures>().withMessageContaining("whose result is a future or a publisher")
		assertThatInvalid<Monos>().withMessageContaining("whose result is a future or a publisher")
	}

	@Test
	fun `refuses receivers`() {
		assertThatInvalid<Extensions>().withMessageContaining("It is an extension function")
	}

	@Test
	fun `refuses value classes of the standard library`() {
		assertThatInvalid<Unsigned>().withMessageContaining("value class of Kotlin")
		assertThatInvalid<Counters>().withMessageContaining("value class of Kotlin")
		assertThatInvalid<Durations>().withMessageContaining("java.time.Duration")
		assertThatInvalid<Results>().withMessageContaining("throw exceptions")
	}

	@Test
	fun `refuses functions that are private or static`() {
		assertThatInvalid<Private>().withMessageContaining("Private methods cannot be called through a proxy.").withMessageContaining("bean 'invalidKotlinFunctionTests.Private'")
		assertThatInvalid<Static>().withMessageContaining("It is a function of a companion object")
	}

	@Test
	fun `refuses functions of companion objects`() {
		assertThatInvalid<WithCompanion>().withMessageContaining("It is a function of a companion object")
			.withMessageContaining("bean 'invalidKotlinFunctionTests.WithCompanion'")
			.withMessageContaining("Companion.shared()")
			.withMessageContaining("to the class of the bean")
		assertThatInvalid<BelowCompanion>().withMessageContaining("It is a function of a companion object")
		assertThatInvalid<BelowInterface>().withMessageContaining("It is a function of a companion object")
		Detection(WithOrdinaryCompanion::class.java).use { assertThat(it.names()).containsExactly("own") }
	}

	@Test
	fun `ignores companion objects whose types are missing`() {
		val classes = object : OverridingClassLoader(javaClass.classLoader) {

			override fun isEligibleForOverriding(name: String) = name.startsWith(InvalidKotlinFunctionTests::class.java.name)

			override fun loadClass(name: String, resolve: Boolean): Class<*> =
				if (name == Missing::class.java.name) throw ClassNotFoundException(name) else super.loadClass(name, resolve)

		}
		Detection(classes.loadClass(WithMissingType::class.java.name)).use { assertThat(it.names()).containsExactly("own") }
	}

	@Test
	fun `refuses functions as parameters`() {
		assertThatInvalid<Lambdas>().withMessageContaining("cannot be read from a request")
		assertThatInvalid<Sequences>().withMessageContaining("cannot be read from a request")
		assertThatInvalid<Scopes>().withMessageContaining("cannot be read from a request")
		assertThatInvalid<Contexts>().withMessageContaining("cannot be read from a request")
		assertThatInvalid<Channels>().withMessageContaining("cannot be read from a request")
	}

	private inline fun <reified T> assertThatInvalid() =
		assertThatExceptionOfType(InvalidFunctionException::class.java).isThrownBy {
			Detection(T::class.java).close()
		}

	class Flows {

		@AmphoraFunction
		fun numbers(): Flow<Int> = flowOf(1)

	}

	class SuspendingFlows {

		@AmphoraFunction
		suspend fun numbers(): Flow<Int> = flowOf(1)

	}

	class Futures {

		@AmphoraFunction
		suspend fun number(): CompletableFuture<Int> = CompletableFuture.completedFuture(1)

	}

	class Monos {

		@AmphoraFunction
		suspend fun number(): Mono<Int> = Mono.just(1)

	}

	class Extensions {

		@AmphoraFunction
		fun String.greet() = "Hello $this"

	}

	class Unsigned {

		@AmphoraFunction
		fun next(number: UInt) = "$number"

	}

	class Counters {

		@AmphoraFunction
		fun next(counter: Counter) = "$counter"

	}

	@JvmInline
	value class Counter(val number: UInt)

	class Durations {

		@AmphoraFunction
		suspend fun half(duration: Duration) = "$duration"

	}

	class Results {

		@AmphoraFunction
		suspend fun attempt(): Result<Int> = Result.success(1)

	}

	class Private {

		@AmphoraFunction
		private suspend fun hidden() = 1

	}

	class Static {

		companion object {

			@JvmStatic
			@AmphoraFunction
			fun shared() = 1

		}

	}

	open class WithCompanion {

		companion object {

			@AmphoraFunction
			fun shared() = 1

		}

	}

	class BelowCompanion : WithCompanion()

	interface InterfaceWithCompanion {

		companion object {

			@AmphoraFunction
			fun shared() = 1

		}

	}

	class BelowInterface : InterfaceWithCompanion

	class WithMissingType {

		@AmphoraFunction
		fun own() = 1

		companion object {

			@Suppress("unused")
			fun of(missing: Missing) = "$missing"

		}

	}

	class Missing

	class WithOrdinaryCompanion {

		@AmphoraFunction
		fun own() = shared()

		companion object {

			fun shared() = 1

		}

	}

	class Lambdas {

		@AmphoraFunction
		fun run(action: () -> Unit) = action()

	}

	class Scopes {

		@AmphoraFunction
		fun run(scope: CoroutineScope) = "$scope"

	}

	class Contexts {

		@AmphoraFunction
		fun run(context: CoroutineContext) = "$context"

	}

	class Channels {

		@AmphoraFunction
		fun run(channel: SendChannel<Int>) = "$channel"

	}

	class Sequences {

		@AmphoraFunction
		fun sum(numbers: Sequence<Int>) = numbers.sum()

	}

}
