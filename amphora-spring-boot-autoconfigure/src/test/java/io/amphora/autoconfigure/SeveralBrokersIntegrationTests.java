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

package io.amphora.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.amphora.NoResultException;
import io.amphora.actuate.AmphoraEndpoint;
import io.amphora.actuate.AmphoraHealthContributor;
import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.server.AmphoraServers;
import io.amphora.client.AmphoraClient;
import io.amphora.contract.ImportAmphoraContracts;
import io.amphora.embedded.EmbeddedBroker;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.TestBroker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for an application with several brokers: two virtual hosts of a RabbitMQ node, or
 * two embedded brokers.
 */
@BrokerTest
class SeveralBrokersIntegrationTests {

	private static @Nullable PrivateRabbitMqNode node;

	private static final List<EmbeddedBroker> embedded = new ArrayList<>();

	private static CachingConnectionFactory north;

	private static CachingConnectionFactory south;

	@BeforeAll
	static void start(TestBroker broker) {
		if (broker.rabbitMq() && PrivateRabbitMqNode.isInstalled()) {
			node = PrivateRabbitMqNode.builder()
				.user("guest", "guest", "north")
				.user("guest", "guest", "south")
				.build();
			node.start();
			north = connectionFactory(node.host(), node.port(), "north");
			south = connectionFactory(node.host(), node.port(), "south");
		}
		else {
			north = embedded();
			south = embedded();
		}
	}

	private static CachingConnectionFactory embedded() {
		EmbeddedBroker broker = EmbeddedBroker.start(0);
		embedded.add(broker);
		return connectionFactory("127.0.0.1", broker.port(), "/");
	}

	private static CachingConnectionFactory connectionFactory(String host, int port, String virtualHost) {
		CachingConnectionFactory connectionFactory = new CachingConnectionFactory(host, port);
		connectionFactory.setVirtualHost(virtualHost);
		connectionFactory.setConnectionNameStrategy((factory) -> "test");
		return connectionFactory;
	}

	@AfterAll
	static void end() {
		north.destroy();
		south.destroy();
		embedded.forEach(EmbeddedBroker::close);
		if (node != null) {
			node.close();
		}
	}

	@Test
	void callsReachTheServersOfTheirBrokerOnly() {
		try (AmphoraServer northern = whereAmI("place", north, "north");
				AmphoraServer southern = whereAmI("place", south, "south");
				AmphoraServer lonely = whereAmI("lonely", south, "south");
				ConfigurableApplicationContext context = run(Calling.class, "amphora.clients.here.service-name=place",
						"amphora.clients.there.service-name=place", "amphora.clients.there.connection=south",
						"amphora.clients.lonely.timeout=1s")) {
			AmphoraClient here = context.getBean("here", AmphoraClient.class);
			AmphoraClient there = context.getBean("there", AmphoraClient.class);
			assertThat(IntStream.range(0, 20).mapToObj((i) -> here.call("whereAmI", String.class)))
				.containsOnly("north");
			assertThat(IntStream.range(0, 20).mapToObj((i) -> there.call("whereAmI", String.class)))
				.containsOnly("south");
			assertThat(context.getBean(Place.class).whereAmI()).as("of a typed client, by default").isEqualTo("north");
			AmphoraClient astray = context.getBean("lonely", AmphoraClient.class);
			assertThatExceptionOfType(NoResultException.class).isThrownBy(() -> astray.call("whereAmI", String.class));
			assertThat(lonely.statistics().handled()).isZero();
			assertThat(northern.statistics().handled()).isEqualTo(21);
			assertThat(southern.statistics().handled()).isEqualTo(20);
		}
	}

	@Test
	void typedClientsUseTheClientOfTheirServiceOnWhicheverBrokerItIs() {
		try (AmphoraServer southern = whereAmI("place", south, "south");
				ConfigurableApplicationContext context = run(Calling.class, "amphora.clients.place.connection=south")) {
			assertThat(context.getBean(Place.class).whereAmI()).isEqualTo("south");
			assertThat(southern.statistics().handled()).isOne();
		}
	}

	@Test
	void opensOnlyTheConnectionsThatItUses() {
		assumeThat(node).as("No RabbitMQ to list the connections of").isNotNull();
		try (ConfigurableApplicationContext context = run(Serving.class, "amphora.server.connection=south",
				"amphora.server.service-name=shop", "amphora.clients.shop.connection=south")) {
			assertThat(context.getBean(AmphoraClient.class).call("add", int.class, 2, 3)).isEqualTo(5);
			String[] connections = Objects.requireNonNull(node)
				.ctl("list_connections", "vhost", "client_properties")
				.split("\\R");
			assertThat(connections).filteredOn((line) -> line.contains("till"))
				.isNotEmpty()
				.allSatisfy((line) -> assertThat(line).startsWith("south").contains("till-south"));
		}
	}

	@Test
	void servesTheSameFunctionsOnBothBrokers() {
		try (ConfigurableApplicationContext context = run(Moving.class, "amphora.server.service-name=shop",
				"amphora.clients.new.service-name=shop", "amphora.clients.old.service-name=shop",
				"amphora.clients.old.connection=south")) {
			for (String client : new String[] { "new", "old" }) {
				assertThat(context.getBean(client, AmphoraClient.class).call("add", int.class, 2, 3)).isEqualTo(5);
			}
			AmphoraServer server = context.getBean("amphoraServer", AmphoraServer.class);
			assertThat(server.statistics().handled()).isOne();
			AmphoraServer moved = context.getBean("onTheOldBroker", AmphoraServer.class);
			assertThat(moved.statistics().handled()).isOne();
		}
	}

	@Test
	void operatorsSeeWhichBrokerIsWhich() {
		try (ConfigurableApplicationContext context = run(Moving.class, "amphora.server.service-name=shop",
				"amphora.clients.old.service-name=shop", "amphora.clients.old.connection=south")) {
			assertThat(context.getBean("old", AmphoraClient.class).call("add", int.class, 2, 3)).isEqualTo(5);
			AmphoraHealthContributor health = context.getBean(AmphoraHealthContributor.class);
			assertThat(details(health, "client-shop-south")).containsEntry("connection", "south")
				.containsEntry("node", south.getHost() + ":" + south.getPort());
			assertThat(details(health, "server-shop")).doesNotContainKey("connection");
			assertThat(details(health, "server-shop-south")).containsEntry("connection", "south");
			AmphoraEndpoint endpoint = context.getBean(AmphoraEndpoint.class);
			assertThat(endpoint.amphora().servers()).extracting((server) -> server.connection().name())
				.containsExactlyInAnyOrder(null, "south");
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			for (String connection : new String[] { "default", "south" }) {
				assertThat(meters.get("amphora.server.open").tag("connection", connection).gauge().value()).isOne();
			}
		}
	}

	private static Map<String, Object> details(AmphoraHealthContributor health, String name) {
		return ((HealthIndicator) health.getContributor(name)).health().getDetails();
	}

	private static AmphoraServer whereAmI(String service, CachingConnectionFactory broker, String reply) {
		AmphoraServer server = AmphoraServer.builder(service, broker).build();
		server.addFunction("whereAmI", (call) -> reply);
		server.serve().join();
		return server;
	}

	private static ConfigurableApplicationContext run(Class<?> source, String... properties) {
		return new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("spring.application.name=till", "amphora.host=" + north.getHost(),
					"amphora.port=" + north.getPort(), "amphora.virtual-host=" + north.getVirtualHost(),
					"amphora.connections.south.host=" + south.getHost(),
					"amphora.connections.south.port=" + south.getPort(),
					"amphora.connections.south.virtual-host=" + south.getVirtualHost(),
					"management.endpoints.web.exposure.include=*", "management.endpoints.jmx.exposure.include=*")
			.properties(properties)
			.run();
	}

	@AmphoraContract("place")
	interface Place {

		String whereAmI();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportAmphoraContracts(Place.class)
	static class Calling {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Functions.class)
	static class Serving {

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

	static class Moving extends Serving {

		@Bean(defaultCandidate = false)
		AmphoraServer onTheOldBroker(AmphoraServers servers) {
			return servers.forService("shop", "south");
		}

	}

	static class Functions {

		@AmphoraFunction
		int add(int x, int y) {
			return x + y;
		}

	}

}
