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

package io.amphora.autoconfigure.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.Contexts;
import io.amphora.autoconfigure.Refusals;
import io.amphora.autoconfigure.client.AmphoraClientBuilderCustomizer;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.server.AmphoraServerBuilderCustomizer;
import io.amphora.autoconfigure.server.AmphoraServers;
import io.amphora.client.AmphoraClient;
import io.amphora.client.BuiltClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.BuiltServer;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.BrokerConnectionFactory;
import io.amphora.transport.connection.RandomizedBackOff;
import io.amphora.transport.connection.ReconnectIntervals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;

/**
 * Tests for connections that have a name.
 */
class NamedConnectionsTests {

	/** The transports of clients and servers, by service. */
	private final Map<String, BrokerTransport> clientTransports = new HashMap<>();

	private final Map<String, BrokerTransport> serverTransports = new HashMap<>();

	private final ApplicationContextRunner contextRunner = Contexts.withoutBroker()
		.withBean("clientTransports", AmphoraClientBuilderCustomizer.class,
				() -> (builder, service) -> this.clientTransports.put(service, BuiltClient.of(builder).transport()))
		.withBean("serverTransports", AmphoraServerBuilderCustomizer.class,
				() -> (builder, service) -> this.serverTransports.put(service, BuiltServer.of(builder).transport()));

	private final ApplicationContextRunner reporting = this.contextRunner
		.withPropertyValues("amphora.connections.reporting.port=2");

	@Test
	void eachHasAConnectionFactoryAndATransport() {
		this.contextRunner
			.withPropertyValues("amphora.connections.reporting.host=a",
					"amphora.connections.old-broker.addresses=b,c:1")
			.run((context) -> {
				assertThat(context).hasBean("reportingAmphoraTransport").hasBean("oldBrokerAmphoraTransport");
				assertThat(context.getBean("reportingAmphoraConnectionFactory", ConnectionFactory.class).getHost())
					.isEqualTo("a");
				assertThat(BrokerConnectionFactory
					.address(context.getBean("oldBrokerAmphoraConnectionFactory", ConnectionFactory.class)))
					.isEqualTo("b:5672, c:1");
				assertThat(context.getBean("oldBrokerAmphoraTransport", BrokerTransport.class).name())
					.isEqualTo("old-broker");
				assertThat(context.getBean(BrokerTransport.class).name()).as("what is injected without a qualifier")
					.isNull();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "oldBroker", "old-broker" })
	void environmentVariablesSetThePropertiesOfAConnection(String name) {
		this.contextRunner.withPropertyValues("amphora.connections." + name + ".port=2")
			.withInitializer(Contexts.variables(Map.of("AMPHORA_CONNECTIONS_OLDBROKER_HOST", "a")))
			.run((context) -> {
				assertThat(context).getBeans(BrokerTransport.class)
					.containsOnlyKeys("amphoraTransport", "oldBrokerAmphoraTransport");
				assertThat(context.getBean("oldBrokerAmphoraConnectionFactory", ConnectionFactory.class))
					.extracting(ConnectionFactory::getHost, ConnectionFactory::getPort)
					.containsExactly("a", 2);
				assertThat(context.getBean(AmphoraProperties.class).connections()).containsOnlyKeys(name);
			});
	}

	@Test
	void anyOtherConnectionFactoryIsLeftAlone() {
		this.reporting.withBean("other", CachingConnectionFactory.class, () -> new CachingConnectionFactory("other"))
			.run((context) -> assertThat(context.getBean(ConnectionFactory.class)).isSameAs(context.getBean("other")));
	}

	@Test
	void isInjectedByItsName() {
		this.reporting.withUserConfiguration(Injected.class).run((context) -> {
			Injected injected = context.getBean(Injected.class);
			assertThat(injected.transport).isSameAs(context.getBean("reportingAmphoraTransport"));
			assertThat(injected.connectionFactory).isSameAs(context.getBean("reportingAmphoraConnectionFactory"))
				.isSameAs(factoryOf(injected.transport));
		});
	}

	@Test
	void thereIsNoneByDefault() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(BrokerTransport.class));
		this.reporting.withPropertyValues("amphora.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(BrokerTransport.class));
	}

	@Test
	void appliesProperties() {
		this.reporting.withPropertyValues("amphora.connections.reporting.username=alice",
				"amphora.connections.reporting.password=secret", "amphora.connections.reporting.virtual-host=/v",
				"amphora.connections.reporting.requested-heartbeat=0",
				"amphora.connections.reporting.connection-timeout=2s", "amphora.connections.reporting.ssl.enabled=true",
				"amphora.connections.reporting.retry.initial-interval=1s",
				"amphora.connections.reporting.retry.max-interval=2s", "amphora.serializer.max-body=128MB")
			.run((context) -> {
				com.rabbitmq.client.ConnectionFactory client = client(context, "reporting");
				assertThat(client.getPort()).isEqualTo(2);
				assertThat(client.getUsername()).isEqualTo("alice");
				assertThat(client.getPassword()).isEqualTo("secret");
				assertThat(client.getVirtualHost()).isEqualTo("/v");
				assertThat(client.getRequestedHeartbeat()).isZero();
				assertThat(client.getConnectionTimeout()).isEqualTo(2000);
				assertThat(client.isSSL()).isTrue();
				assertThat(ConnectionAttempts.maxInboundMessageBodySize(client)).isEqualTo(129 * 1024 * 1024 + 1);
				assertThat(ReconnectIntervals
					.of(context.getBean("reportingAmphoraTransport", BrokerTransport.class).consuming()))
					.usingRecursiveComparison()
					.isEqualTo(RandomizedBackOff.of(Duration.ofSeconds(1), Duration.ofSeconds(2)));
			});
	}

	@Test
	void hasNothingFromTheDefaultConnection() {
		this.contextRunner
			.withPropertyValues("amphora.host=other", "amphora.username=alice", "amphora.password=secret",
					"amphora.virtual-host=/v", "amphora.connection-timeout=2s", "amphora.connection-name=till",
					"amphora.connections.reporting.requested-heartbeat=9s")
			.run((context) -> {
				com.rabbitmq.client.ConnectionFactory client = client(context, "reporting");
				assertThat(client.getHost()).isEqualTo("127.0.0.1");
				assertThat(client.getPort()).isEqualTo(5672);
				assertThat(client.getUsername()).isEqualTo("guest");
				assertThat(client.getPassword()).isEqualTo("guest");
				assertThat(client.getVirtualHost()).isEqualTo("/");
				assertThat(client.getConnectionTimeout()).isEqualTo(10_000);
				assertThat(connectionName(context, "reporting")).isEqualTo("amphora-reporting");
			});
	}

	@Test
	void hasItsOwnNameInTheManagementOfTheBroker() {
		this.reporting.withPropertyValues("spring.application.name=shop")
			.run((context) -> assertThat(connectionName(context, "reporting")).isEqualTo("shop-reporting"));
		this.reporting.withPropertyValues("amphora.connections.reporting.connection-name=till")
			.run((context) -> assertThat(connectionName(context, "reporting")).isEqualTo("till"));
	}

	@Test
	void customizersReceiveTheNameOfTheConnection() {
		List<String> names = new ArrayList<>();
		this.reporting
			.withBean("any", AmphoraConnectionFactoryCustomizer.class, () -> (client) -> client.setUsername("x"))
			.withBean("told", AmphoraConnectionFactoryCustomizer.class, () -> new AmphoraConnectionFactoryCustomizer() {

				@Override
				public void customize(com.rabbitmq.client.ConnectionFactory connectionFactory) {
					throw new IllegalStateException("The other method is called");
				}

				@Override
				public void customize(com.rabbitmq.client.ConnectionFactory connectionFactory,
						@Nullable String connection) {
					names.add(String.valueOf(connection));
				}

			})
			.run((context) -> {
				assertThat(names).containsExactlyInAnyOrder("null", "reporting");
				assertThat(client(context, "reporting").getUsername()).isEqualTo("x");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "requested-heartbeat=500ms", "connection-timeout=0s", "retry.initial-interval=0s",
			"retry.max-interval=10ms", "port=70000", "ssl.bundle=unknown", "sasl-mechanism=external" })
	void refusesValuesAndNamesTheProperty(String property) {
		Refusals.assertRefused(this.contextRunner, "amphora.connections.reporting." + property);
	}

	@Test
	void refusesTheNameThatStandsForNone() {
		this.contextRunner.withPropertyValues("amphora.connections.default.host=rabbit")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("amphora.host"));
	}

	@Test
	void failsFastIfConfigured() {
		this.reporting.run((context) -> assertThat(context).hasNotFailed());
		this.reporting.withPropertyValues("amphora.connections.reporting.fail-fast=true")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("Amphora cannot connect to the broker at 127.0.0.1:2"));
	}

	@Test
	void detailsOfTheApplicationWin() {
		this.reporting.withUserConfiguration(Details.class).run((context) -> {
			assertThat(client(context, "reporting").getHost()).isEqualTo("box");
			assertThat(context.getBean(AmphoraConnectionDetails.class))
				.isInstanceOf(PropertiesAmphoraConnectionDetails.class);
		});
		this.reporting.withUserConfiguration(Details.class)
			.withPropertyValues("amphora.embedded.enabled=true", "amphora.port=")
			.run((context) -> assertThat(context).as("beside an embedded broker").hasNotFailed());
	}

	@Test
	void connectionFactoryOfTheApplicationWins() {
		CachingConnectionFactory mine = new CachingConnectionFactory("mine");
		this.reporting.withBean("reportingAmphoraConnectionFactory", CachingConnectionFactory.class, () -> mine)
			.run((context) -> assertThat(factoryOf(context.getBean("reportingAmphoraTransport", BrokerTransport.class)))
				.isSameAs(mine));
	}

	@Test
	void transportOfTheApplicationWins() {
		this.reporting.withUserConfiguration(OwnTransport.class)
			.withPropertyValues("amphora.clients.math.connection=reporting")
			.run((context) -> {
				assertThat(context).doesNotHaveBean("reportingAmphoraTransport")
					.doesNotHaveBean("reportingAmphoraConnectionFactory")
					.hasBean("amphoraTransport");
				assertThat(this.clientTransports.get("math")).isSameAs(context.getBean("mine"));
			});
	}

	@Test
	void clientsUseTheConnectionThatTheyName() {
		this.reporting
			.withPropertyValues("amphora.clients.math.connection=reporting", "amphora.clients.mail.connection=",
					"amphora.clients.shop=")
			.run((context) -> {
				assertThat(this.clientTransports.get("math")).isSameAs(context.getBean("reportingAmphoraTransport"));
				assertThat(Stream.of("mail", "shop")).map(this.clientTransports::get)
					.allSatisfy((transport) -> assertThat(transport).isSameAs(context.getBean("amphoraTransport")));
				assertThat(context.getBean("math", AmphoraClient.class).connectionName()).isEqualTo("reporting");
				assertThat(context.getBean("shop", AmphoraClient.class).connectionName()).isNull();
			});
	}

	@Test
	void factoryMakesClientsForAnyConnection() {
		this.reporting.run((context) -> {
			AmphoraClientFactory factory = context.getBean(AmphoraClientFactory.class);
			AmphoraClient client = factory.forConnection("reporting").create("math");
			assertThat(client.connectionName()).isEqualTo("reporting");
			assertThat(factory.clients()).containsExactly(client);
			assertThatExceptionOfType(UnknownConnectionException.class)
				.isThrownBy(() -> factory.forConnection("nothing"))
				.withMessageContaining("'nothing'")
				.withMessageContaining("'reporting'");
			client.close();
			assertThat(factory.clients()).isEmpty();
		});
	}

	@Test
	void serversUseTheConnectionThatThePropertyNames() {
		this.reporting.withPropertyValues("amphora.server.connection=reporting", "amphora.server.service-name=math")
			.run((context) -> {
				AmphoraServer server = context.getBean(AmphoraServer.class);
				assertThat(this.serverTransports.get("math")).isSameAs(context.getBean("reportingAmphoraTransport"));
				AmphoraServers servers = context.getBean(AmphoraServers.class);
				assertThat(servers.forService("math")).isSameAs(server);
				assertThat(servers.fanoutForService("math").connectionName()).isEqualTo("reporting");
			});
	}

	@Test
	void requestsNameTheUserOfTheirConnectionIfConfigured() {
		Map<String, Boolean> sent = new HashMap<>();
		this.reporting
			.withPropertyValues("amphora.clients.math.connection=reporting", "amphora.clients.math.send-user-id=true",
					"amphora.clients.mail.connection=reporting")
			.withBean(AmphoraClientBuilderCustomizer.class,
					() -> (builder, service) -> sent.put(service, BuiltClient.of(builder).sendUserId()))
			.run((context) -> assertThat(sent).isEqualTo(Map.of("math", true, "mail", false)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "amphora.clients.math.connection", "amphora.server.connection" })
	void refusesAConnectionThatThereIsNot(String property) {
		this.reporting.withPropertyValues(property + "=report")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(UnknownConnectionException.class)
				.hasMessage("Property '" + property
						+ "' refers to unknown connection 'report'. Besides the default connection there are: 'reporting'."));
	}

	@Test
	void connectionsThatNothingUsesAreNotOpened() {
		ConnectionFactory unused = mock(ConnectionFactory.class);
		ConnectionFactory used = mock(ConnectionFactory.class);
		given(used.createConnection()).willThrow(new AmqpConnectException(new IllegalStateException("no broker")));
		this.reporting.withBean("amphoraConnectionFactory", ConnectionFactory.class, () -> unused)
			.withBean("reportingAmphoraConnectionFactory", ConnectionFactory.class, () -> used)
			.withPropertyValues("amphora.clients.math.connection=reporting", "amphora.server.connection=reporting",
					"amphora.server.service-name=math")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				then(used).should(timeout(10_000).atLeastOnce()).createConnection();
				then(unused).should(never()).createConnection();
			});
	}

	@Test
	void hidesThePassword() {
		this.reporting.withPropertyValues("amphora.connections.reporting.password=correct-horse").run((context) -> {
			assertThat(context.getBean(AmphoraProperties.class).connections().get("reporting")).asString()
				.contains("AmphoraConnectionProperties")
				.doesNotContain("correct-horse");
			for (String name : context.getBeanDefinitionNames()) {
				assertThat(context.getBean(name).toString()).as(name).doesNotContain("correct-horse");
			}
		});
	}

	@Test
	void transportsOutliveTheClientsThatUseThem() {
		List<String> closed = new ArrayList<>();
		AmphoraClientFactory[] factory = new AmphoraClientFactory[1];
		this.reporting.withPropertyValues("amphora.clients.math.connection=reporting")
			.withBean(AmphoraClientBuilderCustomizer.class,
					() -> (builder, service) -> builder.onClose(() -> closed.add("client")))
			.run((context) -> {
				factory[0] = context.getBean(AmphoraClientFactory.class);
				assertThat(context.getBeanFactory().getDependentBeans("reportingAmphoraTransport"))
					.contains("amphoraClientFactory");
				assertThat(context.getBeanFactory().getDependentBeans("reportingAmphoraConnectionFactory"))
					.contains("reportingAmphoraTransport");
			});
		assertThat(closed).isNotEmpty();
		assertThat(factory[0].clients()).isEmpty();
	}

	private static com.rabbitmq.client.ConnectionFactory client(AssertableApplicationContext context, String name) {
		return context.getBean(name + "AmphoraConnectionFactory", CachingConnectionFactory.class)
			.getRabbitConnectionFactory();
	}

	private static String connectionName(AssertableApplicationContext context, String name) {
		return ConnectionAttempts
			.connectionName(context.getBean(name + "AmphoraConnectionFactory", CachingConnectionFactory.class));
	}

	private static Object factoryOf(BrokerTransport transport) {
		return transport.connectionFactory();
	}

	static class Injected {

		private final BrokerTransport transport;

		private final ConnectionFactory connectionFactory;

		Injected(@Qualifier("reporting") BrokerTransport transport,
				@Qualifier("reportingAmphoraConnectionFactory") ConnectionFactory connectionFactory) {
			this.transport = transport;
			this.connectionFactory = connectionFactory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Details {

		@Bean(defaultCandidate = false)
		@Qualifier("reporting")
		AmphoraConnectionDetails box() {
			return () -> List.of(new AmphoraConnectionDetails.Address("box", 1));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTransport {

		@Bean(defaultCandidate = false)
		@Qualifier("reporting")
		BrokerTransport mine() {
			return new BrokerTransport(mock(ConnectionFactory.class));
		}

	}

}
