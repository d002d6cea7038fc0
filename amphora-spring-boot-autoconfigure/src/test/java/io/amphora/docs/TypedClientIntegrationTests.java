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

import java.time.Duration;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.contract.AmphoraContracts;
import io.amphora.contract.ImportAmphoraContracts;
import io.amphora.server.AmphoraServer;
import io.amphora.server.receiver.ReceiveOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of {@code docs/typed-clients.md}: one application serves a contract, another
 * calls it.
 */
class TypedClientIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static SnippetBroker broker;

	private static ConfigurableApplicationContext server;

	private static ConfigurableApplicationContext caller;

	@BeforeAll
	static void start() {
		broker = new SnippetBroker();
		server = run(ServerApplication.class);
		caller = run(CallerApplication.class);
	}

	private static ConfigurableApplicationContext run(Class<?> application) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties(broker.properties())
			.properties("spring.application.name=warehouse")
			.run();
	}

	@AfterAll
	static void stop() {
		caller.close();
		server.close();
		broker.close();
	}

	@Test
	void beanCallsThroughTheContract() {
		assertThat(caller.getBean(Warehouse.class)).isNotInstanceOf(ShelfWarehouse.class);
		int before = server.getBean(ShelfWarehouse.class).stock("lamp");
		assertThat(caller.getBean(Shop.class).order("lamp")).isEqualTo(before - 1);
	}

	@Test
	void controllerAndFunctionCallThroughTheReactiveContract() {
		int before = server.getBean(ShelfWarehouse.class).stock("lamp");
		assertThat(caller.getBean(ReactiveOrderController.class).order("lamp").block(PATIENCE)).isEqualTo(before - 1);
		try (AmphoraClient client = AmphoraClient.builder("warehouse", broker.connectionFactory()).build()) {
			assertThat(client.call("forecast", String.class, "lamp")).isIn("available", "sold out");
		}
	}

	@Test
	void futureBecomesAMono() {
		Warehouse warehouse = caller.getBean(Warehouse.class);
		// tag::future[]
		Mono<Integer> left = Mono.fromFuture(() -> warehouse.reserve("lamp", 0));
		// end::future[]
		assertThat(left.block(PATIENCE)).isNotNegative();
	}

	@Test
	void contractIsCalledWithoutSpring() {
		ConnectionFactory connectionFactory = broker.connectionFactory();
		// tag::create[]
		AmphoraClient client = AmphoraClient.builder("warehouse", connectionFactory).build();
		Warehouse warehouse = AmphoraContracts.create(Warehouse.class, client);
		// end::create[]
		assertThat(warehouse.has("sofa")).isFalse();
		// tag::create-both[]
		AmphoraFanoutClient everyServer = AmphoraFanoutClient.builder("warehouse", connectionFactory).build();
		Warehouse both = AmphoraContracts.create(Warehouse.class, client, everyServer);
		// end::create-both[]
		assertThat(both.has("sofa")).isFalse();
		everyServer.close();
		client.close();
	}

	@Test
	void argumentIsTheRoutingKey() {
		try (AmphoraClient client = AmphoraClient.builder("warehouse", broker.connectionFactory()).build()) {
			client.createRequestQueue("cellar");
			server.getBean(AmphoraServer.class)
				.receiveFromQueue("rpc_cellar_request",
						ReceiveOptions.unlimited().maxCalls(1).timeout(PATIENCE).block(false));
			assertThat(caller.getBean(Warehouse.class).printLabel("lamp", "cellar")).isEqualTo("lamp on cellar");
			client.removeRequestQueue("cellar");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportAmphoraContracts(ReactiveWarehouse.class)
	@Import({ ShelfWarehouse.class, ForecastFunctions.class })
	static class ServerApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportAmphoraContracts(ReactiveWarehouse.class)
	@Import({ WarehouseConfiguration.class, Shop.class, ReactiveOrderController.class })
	static class CallerApplication {

	}

}
