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

import java.util.Arrays;
import java.util.stream.Stream;

import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
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

/**
 * The code of the section about several brokers.
 */
class SeveralBrokersIntegrationTests {

	private static final SnippetBroker broker = new SnippetBroker();

	private static final SnippetBroker old = new SnippetBroker();

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		String[] further = Arrays.stream(old.properties())
			.map((property) -> property.replaceFirst("amphora", "amphora.connections.old"))
			.toArray(String[]::new);
		application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(broker.properties())
			.properties(further)
			.properties("amphora.server.service-name=simplemath", "amphora.clients.simplemath.timeout=20s",
					"amphora.clients.legacy.service-name=simplemath", "amphora.clients.legacy.connection=old",
					"amphora.clients.legacy.timeout=20s")
			.run();
	}

	@AfterAll
	static void stop() {
		application.close();
		old.close();
		broker.close();
	}

	@Test
	void servesOnBothBrokers() {
		assertThat(Stream.of("simplemath", "legacy"))
			.map((name) -> application.getBean(name, AmphoraClient.class).call("add", int.class, 2, 3))
			.containsExactly(5, 5);
		assertThat(Stream.of("amphoraServer", "onTheOldBroker"))
			.map((name) -> application.getBean(name, AmphoraServer.class).statistics().handled())
			.allMatch((handled) -> handled > 0);
	}

	@Test
	void callsOverTheOldBrokerByHand() {
		try (AmphoraServer audit = AmphoraServer.builder("audit", old.connectionFactory()).build()) {
			audit.addFunction("count", (call) -> 7);
			audit.serve().join();
			assertThat(application.getBean("audit", AmphoraClient.class).call("count", int.class)).isEqualTo(7);
			AmphoraClientFactory factory = application.getBean(AmphoraClientFactory.class);
			// tag::factory[]
			try (AmphoraClient client = factory.forConnection("old").create("audit")) {
				client.call("count", int.class);
			}
			// end::factory[]
			assertThat(audit.statistics().handled()).isEqualTo(2);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ MathFunctions.class, MigrationConfiguration.class })
	static class Application {

	}

}
