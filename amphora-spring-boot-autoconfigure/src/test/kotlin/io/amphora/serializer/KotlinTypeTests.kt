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

package io.amphora.serializer

import com.fasterxml.jackson.databind.json.JsonMapper
import com.fasterxml.jackson.module.kotlin.kotlinModule
import io.amphora.serializer.json.Jackson2RpcSerializer
import io.amphora.serializer.json.Jackson3RpcSerializer
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import org.springframework.core.ParameterizedTypeReference

/** Tests for types of Kotlin as arguments, with both versions of Jackson. */
internal class KotlinTypeTests {

	@ParameterizedTest
	@MethodSource("serializers")
	fun `reads reified types`(serializer: RpcSerializer) {
		val cars = mapOf("a" to listOf(Car("red", 3)))
		assertThat(read<Map<String, List<Vehicle<String>>>>(serializer, mapOf("a" to listOf(Vehicle("x")))))
			.isEqualTo(mapOf("a" to listOf(Vehicle("x"))))
		assertThat(read<Map<String, List<Car>>>(serializer, cars)).isEqualTo(cars)
		assertThat(read<Car>(serializer, mapOf("color" to "red"))).isEqualTo(Car("red"))
	}

	@ParameterizedTest
	@MethodSource("serializers")
	fun `reads and writes value classes`(serializer: RpcSerializer) {
		assertThat(read<String>(serializer, Plate("x"))).isEqualTo("x")
		assertThat(read<Plate>(serializer, "x")).isEqualTo(Plate("x"))
		assertThat(read<List<Plate>>(serializer, listOf(Plate("x"), "y"))).isEqualTo(listOf(Plate("x"), Plate("y")))
	}

	private inline fun <reified T> read(serializer: RpcSerializer, value: Any): Any? {
		val call = serializer.deserializeCall(serializer.serializeCall(RpcCall("f", listOf(value), mapOf())))
		return call.args().single().`as`(object : ParameterizedTypeReference<T>() {}.type)
	}

	data class Car(val color: String, val wheels: Int = 4)

	data class Vehicle<T>(val owner: T)

	@JvmInline
	value class Plate(val value: String)

	companion object {

		@JvmStatic
		fun serializers(): List<RpcSerializer> = listOf<RpcSerializer>(
			Jackson2RpcSerializer(JsonMapper.builder().addModule(kotlinModule()).build()),
			Jackson3RpcSerializer(
				tools.jackson.databind.json.JsonMapper.builder()
					.addModule(tools.jackson.module.kotlin.kotlinModule())
					.build()
			)
		)

	}

}
