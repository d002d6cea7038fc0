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

package io.amphora.docs;

import io.amphora.UnroutableRequestException;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.client.AmphoraClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The code of the README and of other pages that needs Spring Boot.
 */
class SpringIntegrationTests {

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("amphora.embedded.enabled=true", "amphora.server.service-name=simplemath",
					"amphora.clients.simplemath.timeout=20s")
			.run();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void clientCallsTheFunctionsOfABean() {
		assertThat(application.getBean(Calculator.class).difference()).isEqualTo(5);
	}

	@Test
	void argumentsMayBeLeftOut() {
		AmphoraClient client = application.getBean(AmphoraClient.class);
		assertThat(client.call("greet", String.class, "Ada")).isEqualTo("Hello Ada from simplemath");
		assertThat(client.function("greet").kwarg("greeting", "Hi").call(String.class, "Ada"))
			.isEqualTo("Hi Ada from simplemath");
		assertThat(client.call("sum", int.class)).isZero();
		assertThat(client.call("sum", int.class, 1, 2, 3)).isEqualTo(6);
	}

	@Test
	void tunerBeanTunesAllClients() {
		AmphoraClient client = application.getBean(AmphoraClient.class);
		assertThatExceptionOfType(UnroutableRequestException.class)
			.isThrownBy(() -> client.function("show_message").kwarg("user_id", 12345).call(String.class))
			.satisfies((ex) -> assertThat(ex.report().routingKey()).isEqualTo("user12345"));
	}

	@Test
	void factoryMakesClientsAtRunTime() {
		AmphoraClientFactory factory = application.getBean(AmphoraClientFactory.class);
		String service = "simplemath";
		// tag::factory[]
		try (AmphoraClient client = factory.create(service)) {
			client.call("add", int.class, 2, 3);
		}
		// end::factory[]
		assertThat(factory.clients()).hasSize(1);
	}

	@Test
	void publishesStateEvents() {
		StateLog log = application.getBean(StateLog.class);
		application.getBean(AmphoraClientFactory.class).create("diary").close();
		assertThat(log.lines()).contains("client of diary: SERVING", "client of diary: CLOSED");
		assertThat(log.lines()).contains("server of simplemath: SERVING");
	}

	@Test
	void eventListenersDoNotHearOfClientsThatServeBefore() {
		assertThat(application.getBean(StateLog.class).lines()).doesNotContain("client of simplemath: SERVING");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ MathFunctions.class, GreetingFunctions.class, Calculator.class, ClientConfiguration.class, StateLog.class,
			WarmUpConfiguration.class })
	static class Application {

	}

}
