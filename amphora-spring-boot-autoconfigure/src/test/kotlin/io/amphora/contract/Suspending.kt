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

import io.amphora.annotation.AmphoraContract
import io.amphora.annotation.AmphoraFunction
import io.amphora.annotation.CallTimeout
import io.amphora.annotation.RoutingKey
import io.amphora.contract.ContractStyleIntegrationTests.NoCarException
import io.amphora.contract.ContractStyleIntegrationTests.Vehicle
import kotlinx.coroutines.delay
import java.time.Duration

@AmphoraContract("garage")
internal interface Suspending {

	suspend fun add(x: Int, y: Int): Int

	@AmphoraFunction("find")
	suspend fun find(name: String?): String?

	suspend fun nothing()

	suspend fun paint(cars: List<Vehicle>): List<Vehicle>

	suspend fun sum(first: Int, vararg further: Int): Int

	@Throws(NoCarException::class)
	suspend fun lend(name: String): String

	suspend fun fail()

	suspend fun remaining(@CallTimeout within: Duration?): Duration?

	suspend fun park(name: String, @RoutingKey place: String): String

}

internal class SuspendingWorkshop : Suspending {

	override suspend fun add(x: Int, y: Int): Int {
		delay(1)
		return x + y
	}

	override suspend fun find(name: String?) = name

	override suspend fun nothing() = delay(1)

	override suspend fun paint(cars: List<Vehicle>): List<Vehicle> {
		delay(1)
		return Vehicle.red(cars)
	}

	override suspend fun sum(first: Int, vararg further: Int) = first + further.sum()

	override suspend fun lend(name: String): String {
		delay(1)
		throw NoCarException("$name is lent")
	}

	override suspend fun fail(): Unit = throw UnsupportedOperationException("on purpose")

	override suspend fun remaining(within: Duration?) = within

	override suspend fun park(name: String, place: String) = name

}
