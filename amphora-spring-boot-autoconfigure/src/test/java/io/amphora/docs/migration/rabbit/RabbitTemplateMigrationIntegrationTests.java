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

package io.amphora.docs.migration.rabbit;

import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.Queue;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code before, during and after the move from {@code RabbitTemplate}.
 */
@BrokerTest
class RabbitTemplateMigrationIntegrationTests {

	private final TestBroker broker;

	RabbitTemplateMigrationIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	@Test
	void callersOfBothKindsReachOneMethod() {
		try (ConfigurableApplicationContext application = start(StockListenerAndFunction.class)) {
			assertThat(application.getBean(StockTemplate.class).stock("SKU-1")).isEqualTo(5);
			assertThat(application.getBean(StockClient.class).stock("SKU-1")).isEqualTo(5);
		}
	}

	@Test
	void callersReachTheirOwnKindOfBean() {
		try (ConfigurableApplicationContext application = start(StockListener.class, StockFunctions.class)) {
			assertThat(application.getBean(StockTemplate.class).stock("SKU-1")).isEqualTo(5);
			assertThat(application.getBean(StockClient.class).stock("SKU-1")).isEqualTo(5);
		}
	}

	private ConfigurableApplicationContext start(Class<?>... beans) {
		String service = this.broker.uniqueName("inventory");
		return new SpringApplicationBuilder(Application.class).sources(beans)
			.web(WebApplicationType.NONE)
			.properties("spring.rabbitmq.host=" + this.broker.host(), "spring.rabbitmq.port=" + this.broker.port(),
					"spring.rabbitmq.username=" + this.broker.username(),
					"spring.rabbitmq.password=" + this.broker.password(),
					"spring.rabbitmq.virtual-host=" + this.broker.virtualHost())
			.properties("amphora.server.service-name=" + service, "amphora.clients.inventory=" + service)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ StockTemplate.class, StockClient.class })
	static class Application {

		@Bean
		Queue stockQueue() {
			return new Queue("inventory.stock", false, false, true);
		}

	}

}
