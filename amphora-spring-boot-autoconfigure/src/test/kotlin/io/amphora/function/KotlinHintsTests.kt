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

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.aot.hint.MemberCategory
import org.springframework.aot.hint.RuntimeHints
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection
import kotlin.coroutines.Continuation

/** Tests for the hints of functions in Kotlin. */
internal class KotlinHintsTests {

	private val hints = RuntimeHints()

	@Test
	fun `registers the results of suspending functions, defaults and value classes`() {
		register(Shapes::class.java)
		assertThat(reflection().onType(Circle::class.java)).accepts(hints)
		assertThat(reflection().onType(Square::class.java)).accepts(hints)
		assertThat(reflection().onType(Shapes::class.java)).accepts(hints)
		assertThat(reflection().onType(Continuation::class.java)).rejects(hints)
		val default = Shapes::class.java.declaredMethods.single { it.name == "draw\$default" }
		assertThat(reflection().onMethodInvocation(default)).accepts(hints)
		assertThat(reflection().onType(Id::class.java).withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS))
			.accepts(hints)
	}

	@Test
	fun `registers the defaults of contracts`() {
		register(Drawing::class.java)
		val default = Class.forName("${Canvas::class.java.name}\$DefaultImpls").declaredMethods.single { it.name == "clear\$default" }
		assertThat(reflection().onMethodInvocation(default)).accepts(hints)
	}

	@Test
	fun `registers the defaults of generic classes`() {
		register(IdPainter::class.java)
		val methods = Painter::class.java.declaredMethods.filter { it.name.startsWith("paint") }
		assertThat(methods).extracting<String> { it.name }.containsExactlyInAnyOrder("paint", "paint\$default")
		methods.forEach { assertThat(reflection().onMethodInvocation(it)).accepts(hints) }
		assertThat(reflection().onType(Painter::class.java)).accepts(hints)
	}

	private fun register(type: Class<*>) =
		type.declaredMethods.filter { !it.isSynthetic }.forEach { FunctionHints.register(hints, type, it) }

	class Shapes {

		suspend fun draw(circle: Circle, times: Int = 1): List<Square> = List(times) { Square(circle.radius) }

		suspend fun find(id: Id): Id = id

	}

	interface Canvas {

		fun clear(color: String = "white"): String

	}

	class Drawing : Canvas {

		override fun clear(color: String) = color

	}

	abstract class Painter<T> {

		abstract fun paint(value: T, color: String = "white"): String

	}

	class IdPainter : Painter<Id>() {

		override fun paint(value: Id, color: String) = color

	}

	data class Circle(val radius: Int)

	data class Square(val side: Int)

	@JvmInline
	value class Id(val value: String)

}
