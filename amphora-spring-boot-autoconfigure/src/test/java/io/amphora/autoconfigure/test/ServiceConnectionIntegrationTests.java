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

package io.amphora.autoconfigure.test;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import io.amphora.client.AmphoraClient;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;
import org.testcontainers.rabbitmq.RabbitMQContainer;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications whose broker is a container.
 */
@BrokerTest
class ServiceConnectionIntegrationTests {

	private static TestBroker broker;

	ServiceConnectionIntegrationTests(TestBroker given) {
		broker = given;
	}

	@Test
	void connectsToAContainer() {
		String service = broker.uniqueName("simplemath");
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("amphora.server.service-name=" + service, "amphora.clients.client=" + service)
			.run()) {
			assertThat(context.getBean(AmphoraConnectionDetails.class).getAddresses()).singleElement()
				.hasToString(broker.host() + ":" + broker.port());
			assertThat(context.getBean(AmphoraClient.class).call("add", int.class, 2, 3)).isEqualTo(5);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		@ServiceConnection
		RabbitMQContainer rabbitMq() {
			return new RunningContainer(broker);
		}

		@AmphoraFunction
		int add(int x, int y) {
			return x + y;
		}

	}

}
