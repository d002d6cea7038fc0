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

package io.amphora.autoconfigure

import io.amphora.CallContext
import io.amphora.annotation.AmphoraContract
import io.amphora.annotation.AmphoraFunction
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration
import io.amphora.contract.ImportAmphoraContracts
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import org.springframework.boot.WebApplicationType
import org.springframework.boot.autoconfigure.ImportAutoConfiguration
import org.springframework.boot.builder.SpringApplicationBuilder
import org.springframework.context.annotation.Import

/** An application with suspending functions. */
@ImportAutoConfiguration(
	AmphoraConnectionAutoConfiguration::class, AmphoraSerializerAutoConfiguration::class,
	AmphoraClientAutoConfiguration::class, AmphoraServerAutoConfiguration::class
)
@ImportAmphoraContracts(SuspendingApplication.Calculator::class)
@Import(SuspendingApplication.Calculations::class, SuspendingApplication.Caller::class)
internal open class SuspendingApplication {

	@AmphoraContract("\${spring.application.name}")
	interface Calculator {

		suspend fun add(x: Int, y: Int = 1): Int

		@AmphoraFunction("name")
		suspend fun name(): String?

	}

	class Calculations : Calculator {

		override suspend fun add(x: Int, y: Int): Int {
			delay(1)
			return x + y
		}

		override suspend fun name(): String? {
			delay(1)
			return CallContext.current()?.function()
		}

	}

	class Caller(val calculators: List<Calculator>)

	companion object {

		@JvmStatic
		fun run(vararg arguments: String): String =
			SpringApplicationBuilder(SuspendingApplication::class.java)
				.web(WebApplicationType.NONE)
				.logStartupInfo(false)
				.run(*arguments)
				.use { context ->
					val client = context.getBean(Caller::class.java).calculators.single { it !is Calculations }
					runBlocking { "${client.add(2, 3)} ${client.add(2)} ${client.name()}" }
				}

	}

}
