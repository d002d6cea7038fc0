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

package io.amphora.benchmark.startup;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.client.AmphoraClient;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An application with one function and one client.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class AmphoraApplication {

	public static void main(String[] args) {
		SpringApplication.run(AmphoraApplication.class, args);
	}

	@Bean
	StartReport startReport() {
		return new StartReport();
	}

	@Bean
	Echo echo(AmphoraClient client) {
		return new Echo(client);
	}

	/**
	 * The bean with the function.
	 *
	 * @param client the client that an application would call functions with
	 */
	record Echo(AmphoraClient client) {

		@AmphoraFunction
		String echo(String text) {
			return text;
		}

	}

}
