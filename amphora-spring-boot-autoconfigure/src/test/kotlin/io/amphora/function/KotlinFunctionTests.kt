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
import io.amphora.annotation.AmphoraContract
import io.amphora.annotation.AmphoraFunction
import io.amphora.server.function.FunctionSignature
import io.amphora.server.function.FunctionSignature.Parameter
import io.amphora.validation.BeanArgumentValidator
import jakarta.validation.Validation
import jakarta.validation.constraints.NotBlank
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.asCompletableFuture
import org.aopalliance.intercept.MethodInterceptor
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator
import org.springframework.aop.support.AopUtils
import org.springframework.beans.factory.support.DefaultListableBeanFactory
import org.springframework.core.ResolvableType
import java.io.IOException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionException
import java.util.function.Supplier

/** Tests for functions in Kotlin. */
internal class KotlinFunctionTests {

	@Test
	fun `uses the defaults of omitted arguments`() {
		for (name in listOf("greet", "greetLater")) {
			assertThat(call<Greetings>(name, "Ada")).isEqualTo("Hello Ada!")
			assertThat(call<Greetings>(name, "Ada", "Hi")).isEqualTo("Hi Ada!")
			assertThat(call<Greetings>(name, "Ada", "Hi", null)).isEqualTo("Hi Ada")
			assertThat(named<Greetings>(name, "name" to "Ada", "suffix" to "?")).isEqualTo("Hello Ada?")
			assertThatWrong { call<Greetings>(name, "Ada", null) }.withMessageContaining("Argument 'greeting' of function ")
				.withMessageContaining("is null")
		}
	}

	@Test
	fun `uses defaults behind proxies`() {
		for (byClass in listOf(true, false)) {
			Detection(mapOf()) { context ->
				context.registerBean("function", Polite::class.java, Supplier { Polite() })
				context.registerBean(BeanNameAutoProxyCreator::class.java, Supplier {
					BeanNameAutoProxyCreator().apply {
						setBeanNames("function")
						setInterceptorNames("interceptor")
						isProxyTargetClass = byClass
					}
				})
				context.registerBean("interceptor", MethodInterceptor::class.java, Supplier {
					MethodInterceptor { invocation -> invocation.proceed() }
				})
			}.use {
				assertThat(AopUtils.isCglibProxy(it.context.getBean("function"))).isEqualTo(byClass)
				assertThat(await(it.call("greet", "Ada"))).isEqualTo("Dear Ada")
				assertThat(await(it.call("greetLater", "Ada"))).isEqualTo("Dear Ada")
				assertThat(await(it.call("greetLater", "Ada", "Hi"))).isEqualTo("Hi Ada")
				assertThatExceptionOfType(IOException::class.java).isThrownBy { await(it.call("failLater")) }
			}
		}
	}

	@Test
	fun `refuses null for parameters that are not nullable`() {
		assertThatWrong { call<Nullability>("ordinary", null) }.withMessageContaining("is null")
		assertThatWrong { call<Nullability>("suspending", null) }.withMessageContaining("is null")
		assertThatWrong { call<Nullability>("suspending") }.withMessageContaining("Missing argument 'text' of type ")
		assertThatWrong { call<Nullability>("variable", "a", null) }.withMessageContaining("contains null")
		assertThatWrong { named<Nullability>("variable", "texts" to listOf("a", null)) }
		assertThat(call<Nullability>("variable", "a", "b")).isEqualTo("a b")
		assertThat(call<Nullability>("nullableVariable", "a", null)).isEqualTo("a null")
		assertThat(call<Nullability>("nullable", null)).isNull()
		assertThat(call<Nullability>("nullable")).isNull()
		assertThat(call<Nullability>("generic", null)).isNull()
	}

	@Test
	fun `serves functions by their names in the source`() {
		Detection(Names::class.java).use {
			assertThat(it.names()).containsExactly("find", "internal", "internalLater", "odd-name", "renamed")
		}
		assertThat(call<Names>("internal")).isEqualTo("internal")
		assertThat(call<Names>("internalLater", 2)).isEqualTo(2)
		assertThat(call<Names>("find", "x")).isEqualTo("x")
	}

	@Test
	fun `converts value classes`() {
		assertThat(call<Values>("text", "a")).isEqualTo("a!")
		assertThat(call<Values>("text")).isEqualTo("default!")
		assertThat(call<Values>("textLater", "a")).isEqualTo("a!")
		assertThat(call<Values>("textLater")).isEqualTo("default!")
		assertThat(call<Values>("count", 1)).isEqualTo(2)
		assertThat(call<Values>("countLater", 1)).isEqualTo(2)
		assertThat(call<Values>("maybe", 1)).isEqualTo(2)
		assertThat(call<Values>("maybe", null)).isNull()
		assertThat(call<Values>("maybeLater", null)).isNull()
		assertThat(call<Values>("nested", "a")).isEqualTo("a")
		assertThatWrong { call<Values>("text", "") }.withMessageContaining("not accepted by Text")
		assertThatWrong { call<Values>("textLater", "") }.withMessageContaining("Argument 'text' of function ")
	}

	@Test
	fun `returns what functions without a result return`() {
		assertThat(call<Results>("unit")).isNull()
		assertThat(call<Results>("unitLater")).isNull()
		assertThat(call<Results>("later")).isEqualTo(listOf(Car("red")))
		assertThat(call<Results>("sum", 1, 2, 3)).isEqualTo(6)
		assertThat(call<Results>("sum")).isEqualTo(0)
		assertThat(call<Results>("sumLater", 1, 2, 3)).isEqualTo(6)
		assertThat(call<Results>("sumOfDefault")).isEqualTo(3)
		assertThat(call<Results>("sumOfDefault", 5)).isEqualTo(5)
		assertThat(call<Results>("inherited", "x")).isEqualTo("x")
		assertThatExceptionOfType(IOException::class.java).isThrownBy { call<Results>("fail") }
		assertThatExceptionOfType(IOException::class.java).isThrownBy { call<Results>("failLater") }
	}

	@Test
	fun `serves functions of unusual classes`() {
		assertThat(call<Overloads>("greet")).isEqualTo("Hello you")
		assertThat(call<Overloads>("greet", "Ada")).isEqualTo("Hello Ada")
		assertThat(call<Delegating>("greetLater", "Ada")).isEqualTo("Dear Ada")
		assertThat(call<Deferring>("number")).isEqualTo(1)
		assertThat(call<Generic>("find", "x")).isEqualTo("x")
		assertThat(call<Generic>("paint", mapOf("color" to "red"))).isEqualTo(Car("dark red"))
		assertThat(call<Generic>("next", 1)).isEqualTo(2L)
		assertThat(call<Generic>("secret", "x")).isEqualTo("x")
		assertThat(call<Cars>("save", mapOf("color" to "red"))).isEqualTo(Car("red"))
		assertThat(call<Protected>("guarded")).isEqualTo("guarded default")
	}

	@Test
	fun `does not validate defaults`() {
		Validation.buildDefaultValidatorFactory().use { validators ->
			val beans = DefaultListableBeanFactory()
			beans.registerSingleton("constrained", Constrained())
			val handler = AmphoraFunctionDetector(beans, BeanArgumentValidator(validators.validator)).detect("")
				.single().definition().handler()
			assertThat(await(handler.handle(Calls.call()))).isEqualTo("default")
			assertThat(await(handler.handle(Calls.call("x")))).isEqualTo("x")
			assertThatWrong { await(handler.handle(Calls.call(" "))) }
		}
	}

	@Test
	fun `describes the signatures in the source`() {
		val cars = ResolvableType.forClassWithGenerics(List::class.java, Car::class.java).type
		assertThat(signature<Results>("later")).isEqualTo(FunctionSignature(listOf(), cars))
		assertThat(signature<Results>("unitLater").result()).isEqualTo(Void.TYPE)
		assertThat(signature<Results>("unitFuture").result()).isEqualTo(Void::class.java)
		assertThat(signature<Results>("sumLater").parameters())
			.containsExactly(Parameter("numbers", Int::class.java, false, true))
		assertThat(signature<Values>("textLater"))
			.isEqualTo(FunctionSignature(listOf(Parameter("text", String::class.java, false, false)), String::class.java))
		assertThat(signature<Greetings>("greetLater").parameters()).extracting<Boolean> { it.required() }
			.containsExactly(true, false, false)
	}

	private inline fun <reified T> call(name: String, vararg args: Any?): Any? =
		Detection(T::class.java).use { await(it.call(name, *args)) }

	private inline fun <reified T> named(name: String, vararg args: Pair<String, Any?>): Any? =
		Detection(T::class.java).use {
			await(it.function(name).definition().handler().handle(Calls.call(listOf<Any?>(), mapOf(*args))))
		}

	private inline fun <reified T> signature(name: String): FunctionSignature =
		Detection(T::class.java).use { it.function(name).definition().signature()!! }

	private fun await(returned: Any?): Any? =
		try {
			when (returned) {
				is CompletableFuture<*> -> returned.join()
				is Deferred<*> -> returned.asCompletableFuture().join()
				else -> returned
			}
		} catch (ex: CompletionException) {
			throw ex.cause!!
		}

	private fun assertThatWrong(call: () -> Any?) =
		assertThatExceptionOfType(WrongRequestException::class.java).isThrownBy { call() }

	class Greetings {

		@AmphoraFunction
		fun greet(name: String, greeting: String = "Hello", suffix: String? = "!") = "$greeting $name${suffix ?: ""}"

		@AmphoraFunction
		suspend fun greetLater(name: String, greeting: String = "Hello", suffix: String? = "!"): String {
			delay(1)
			return greet(name, greeting, suffix)
		}

	}

	@AmphoraContract("polite")
	interface Politeness {

		fun greet(name: String, greeting: String = "Dear"): String

		suspend fun greetLater(name: String, greeting: String = "Dear"): String

		suspend fun failLater()

	}

	open class Polite : Politeness {

		override fun greet(name: String, greeting: String) = "$greeting $name"

		override suspend fun greetLater(name: String, greeting: String): String {
			delay(1)
			return greet(name, greeting)
		}

		override suspend fun failLater() {
			delay(1)
			throw IOException("on purpose")
		}

	}

	class Nullability {

		@AmphoraFunction
		fun ordinary(text: String) = text

		@AmphoraFunction
		suspend fun suspending(text: String) = text

		@AmphoraFunction
		suspend fun nullable(text: String?) = text

		@AmphoraFunction
		suspend fun variable(vararg texts: String) = texts.joinToString(" ")

		@AmphoraFunction
		fun nullableVariable(vararg texts: String?) = texts.joinToString(" ")

		@AmphoraFunction
		fun <T> generic(value: T) = value

	}

	class Names {

		@AmphoraFunction
		internal fun internal() = "internal"

		@AmphoraFunction
		internal suspend fun internalLater(x: Int) = x

		@AmphoraFunction
		fun find(text: Text) = text

		@AmphoraFunction
		fun `odd-name`() = 1

		@AmphoraFunction
		@JvmName("renamed")
		fun original() = 1

	}

	class Values {

		@AmphoraFunction
		fun text(text: Text = Text("default")) = Text(text.value + "!")

		@AmphoraFunction
		suspend fun textLater(text: Text = Text("default")): Text {
			delay(1)
			return Text(text.value + "!")
		}

		@AmphoraFunction
		fun count(count: Count) = Count(count.value + 1)

		@AmphoraFunction
		suspend fun countLater(count: Count) = Count(count.value + 1)

		@AmphoraFunction
		fun maybe(count: Count?) = count?.let { Count(it.value + 1) }

		@AmphoraFunction
		suspend fun maybeLater(count: Count?) = count?.let { Count(it.value + 1) }

		@AmphoraFunction
		fun nested(nested: Nested) = nested

	}

	abstract class Base<T> {

		@AmphoraFunction
		suspend fun inherited(value: T): T {
			delay(1)
			return value
		}

	}

	class Results : Base<String>() {

		@AmphoraFunction
		fun unit() {
		}

		@AmphoraFunction
		suspend fun unitLater() {
			delay(1)
		}

		@AmphoraFunction
		fun unitFuture(): CompletableFuture<Unit> = CompletableFuture.completedFuture(Unit)

		@AmphoraFunction
		suspend fun later(): List<Car> {
			delay(1)
			return listOf(Car("red"))
		}

		@AmphoraFunction
		fun sum(vararg numbers: Int) = numbers.sum()

		@AmphoraFunction
		suspend fun sumLater(vararg numbers: Int): Int {
			delay(1)
			return numbers.sum()
		}

		@AmphoraFunction
		suspend fun sumOfDefault(vararg numbers: Int = intArrayOf(1, 2)) = numbers.sum()

		@AmphoraFunction
		suspend fun fail(): Int = throw IOException("on purpose")

		@AmphoraFunction
		suspend fun failLater() {
			delay(1)
			throw IOException("on purpose")
		}

	}

	class Overloads {

		@JvmOverloads
		@AmphoraFunction
		fun greet(name: String = "you", greeting: String = "Hello") = "$greeting $name"

	}

	class Delegating : Politeness by Polite()

	class Deferring {

		@AmphoraFunction
		fun number(): Deferred<Int> = CompletableDeferred(1)

	}

	class Generic {

		@AmphoraFunction
		suspend fun <T : CharSequence> find(box: Box<T>): Box<T> {
			delay(1)
			return box
		}

		@AmphoraFunction
		suspend fun paint(box: Box<Car>) = Box(Car("dark ${box.value.color}"))

		@AmphoraFunction
		fun next(box: Box<Long>) = Box(box.value + 1)

		@AmphoraFunction
		suspend fun secret(secret: Secret) = secret

	}

	interface Repository<T : Any> {

		suspend fun save(value: T): T

	}

	@AmphoraContract("cars")
	interface CarRepository : Repository<Car>

	class Cars : CarRepository {

		override suspend fun save(value: Car): Car {
			delay(1)
			return value
		}

	}

	open class Protected {

		@AmphoraFunction
		protected suspend fun guarded(text: String = "default") = "guarded $text"

	}

	class Constrained {

		@AmphoraFunction
		suspend fun text(@NotBlank text: String = "default") = text

	}

	data class Car(val color: String)

	@JvmInline
	value class Box<T>(val value: T)

	@JvmInline
	value class Secret private constructor(private val value: String)

	@JvmInline
	value class Text(val value: String) {

		init {
			require(value.isNotBlank())
		}

	}

	@JvmInline
	value class Count(val value: Int)

	@JvmInline
	value class Nested(val text: Text)

}
