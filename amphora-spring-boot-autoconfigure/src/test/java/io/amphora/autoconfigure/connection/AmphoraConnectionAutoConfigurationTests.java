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
import java.util.List;

import javax.net.ssl.SSLContext;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.Refusals;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.BrokerConnectionFactory;
import io.amphora.transport.connection.RandomizedBackOff;
import io.amphora.transport.connection.ReconnectIntervals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.connection.AbstractConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AmphoraConnectionAutoConfiguration}.
 */
class AmphoraConnectionAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class));

	private final ApplicationContextRunner besideRabbit = this.contextRunner
		.withConfiguration(AutoConfigurations.of(RabbitAutoConfiguration.class));

	@Test
	void providesDetailsConnectionFactoryAndTransport() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(PropertiesAmphoraConnectionDetails.class)
				.hasSingleBean(BrokerTransport.class)
				.hasBean("amphoraConnectionFactory");
			com.rabbitmq.client.ConnectionFactory client = client(context);
			assertThat(client.getHost()).isEqualTo("127.0.0.1");
			assertThat(client.getPort()).isEqualTo(5672);
			assertThat(client.getUsername()).isEqualTo("guest");
			assertThat(client.getPassword()).isEqualTo("guest");
			assertThat(client.getVirtualHost()).isEqualTo("/");
			assertThat(client.getRequestedHeartbeat()).isEqualTo(15);
			assertThat(client.getConnectionTimeout()).isEqualTo(10_000);
			assertThat(client.isAutomaticRecoveryEnabled()).isFalse();
			assertThat(client.isSSL()).isFalse();
		});
	}

	@Test
	void isOffWhenAmphoraIsDisabled() {
		this.contextRunner.withPropertyValues("amphora.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(BrokerTransport.class)
				.doesNotHaveBean(ConnectionFactory.class)
				.doesNotHaveBean(AmphoraProperties.class));
	}

	@Test
	void appliesProperties() {
		this.contextRunner
			.withPropertyValues("amphora.addresses=a:5673,b", "amphora.username=alice", "amphora.password=secret",
					"amphora.virtual-host=/v", "amphora.requested-heartbeat=0", "amphora.connection-timeout=2s",
					"amphora.serializer.max-body=128MB", "amphora.retry.initial-interval=1s",
					"amphora.retry.max-interval=2s")
			.run((context) -> {
				assertThat(BrokerConnectionFactory.address(transportFactory(context))).isEqualTo("a:5673, b:5672");
				com.rabbitmq.client.ConnectionFactory client = client(context);
				assertThat(client.getUsername()).isEqualTo("alice");
				assertThat(client.getPassword()).isEqualTo("secret");
				assertThat(client.getVirtualHost()).isEqualTo("/v");
				assertThat(client.getRequestedHeartbeat()).isZero();
				assertThat(client.getConnectionTimeout()).isEqualTo(2000);
				assertThat(ConnectionAttempts.maxInboundMessageBodySize(client)).isEqualTo(129 * 1024 * 1024 + 1);
				assertThat(ReconnectIntervals.of(context.getBean(BrokerTransport.class).consuming()))
					.usingRecursiveComparison()
					.isEqualTo(RandomizedBackOff.of(Duration.ofSeconds(1), Duration.ofSeconds(2)));
			});
	}

	@Test
	void namesConnectionsAfterTheApplication() {
		this.contextRunner.run((context) -> assertThat(connectionName(context)).isEqualTo("amphora"));
		this.contextRunner.withPropertyValues("spring.application.name=shop")
			.run((context) -> assertThat(connectionName(context)).isEqualTo("shop"));
		this.contextRunner.withPropertyValues("spring.application.name=shop", "amphora.connection-name=till")
			.run((context) -> assertThat(connectionName(context)).isEqualTo("till"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "requested-heartbeat=500ms", "requested-heartbeat=20h", "connection-timeout=0s",
			"connection-timeout=40d", "retry.initial-interval=0s", "retry.max-interval=10ms", "serializer.max-body=3GB",
			"port=70000", "ssl.bundle=unknown", "sasl-mechanism=external" })
	void refusesValuesAndNamesTheProperty(String property) {
		Refusals.assertRefused(this.contextRunner, "amphora." + property);
	}

	@Test
	void appliesCustomizersInOrderAndAfterProperties() {
		this.contextRunner.withUserConfiguration(CustomizerConfiguration.class)
			.withPropertyValues("amphora.username=alice")
			.run((context) -> assertThat(client(context).getUsername()).isEqualTo("alice, first, second"));
	}

	@Test
	void encryptsWithTheBundleOfTheDetails() throws Exception {
		SslBundle bundle = mock(SslBundle.class);
		given(bundle.createSslContext()).willReturn(SSLContext.getDefault());
		AmphoraConnectionDetails details = mock(AmphoraConnectionDetails.class);
		given(details.getAddresses()).willReturn(List.of(new AmphoraConnectionDetails.Address("rabbit", 5671)));
		given(details.getSslBundle()).willReturn(bundle);
		this.contextRunner.withBean(AmphoraConnectionDetails.class, () -> details)
			.run((context) -> assertThat(client(context).isSSL()).isTrue());
	}

	@Test
	void detailsOfTheApplicationWin() {
		this.contextRunner
			.withBean("mine", AmphoraConnectionDetails.class,
					() -> () -> List.of(new AmphoraConnectionDetails.Address("rabbit", 1)))
			.withPropertyValues("amphora.host=ignored")
			.run((context) -> {
				assertThat(context).getBeanNames(AmphoraConnectionDetails.class).containsExactly("mine");
				assertThat(client(context).getHost()).isEqualTo("rabbit");
			});
	}

	@Test
	void connectionFactoryOfTheApplicationWins() {
		this.contextRunner.withUserConfiguration(NamedFactoryConfiguration.class)
			.run((context) -> assertThat(transportFactory(context))
				.isSameAs(context.getBean("amphoraConnectionFactory"))
				.isSameAs(NamedFactoryConfiguration.FACTORY));
		this.contextRunner.withUserConfiguration(QualifiedFactoryConfiguration.class).run((context) -> {
			assertThat(context).doesNotHaveBean("amphoraConnectionFactory");
			assertThat(transportFactory(context)).isSameAs(context.getBean("mine"));
		});
	}

	@Test
	void anyOtherConnectionFactoryIsLeftAlone() {
		this.contextRunner
			.withBean("other", CachingConnectionFactory.class, () -> new CachingConnectionFactory("other"))
			.run((context) -> {
				assertThat(context.getBean(ConnectionFactory.class)).isSameAs(context.getBean("other"));
				assertThat(transportFactory(context)).isSameAs(context.getBean("amphoraConnectionFactory"));
			});
	}

	@Test
	void transportOfTheApplicationWins() {
		BrokerTransport transport = new BrokerTransport(mock(ConnectionFactory.class));
		this.contextRunner.withBean("mine", BrokerTransport.class, () -> transport)
			.run((context) -> assertThat(context.getBean(BrokerTransport.class)).isSameAs(transport));
	}

	@Test
	void addsNothingThatOthersPickUp() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(RabbitTemplate.class)
			.doesNotHaveBean(AmqpAdmin.class));
	}

	@Test
	void leavesSpringBootsRabbitAlone() {
		this.besideRabbit
			.withPropertyValues("spring.rabbitmq.host=other", "spring.rabbitmq.port=1111",
					"spring.rabbitmq.virtual-host=/other", "amphora.host=ours", "amphora.port=2222")
			.run((context) -> {
				ConnectionFactory theirs = context.getBean(RabbitTemplate.class).getConnectionFactory();
				assertThat(theirs).isSameAs(context.getBean(ConnectionFactory.class))
					.isSameAs(context.getBean("rabbitConnectionFactory"));
				assertThat(theirs.getHost()).isEqualTo("other");
				assertThat(theirs.getVirtualHost()).isEqualTo("/other");
				assertThat(transportFactory(context).getHost()).isEqualTo("ours");
				assertThat(transportFactory(context).getPort()).isEqualTo(2222);
				assertThat(transportFactory(context).getVirtualHost()).isEqualTo("/");
			});
	}

	@Test
	void takesSpringBootsDetailsWhenItHasNone() {
		this.besideRabbit
			.withPropertyValues("spring.rabbitmq.addresses=a:1111,b:2222", "spring.rabbitmq.username=alice",
					"spring.rabbitmq.password=secret", "spring.rabbitmq.virtual-host=/v")
			.run((context) -> {
				AmphoraConnectionDetails details = context.getBean(AmphoraConnectionDetails.class);
				assertThat(details.getAddresses()).map(Object::toString).containsExactly("a:1111", "b:2222");
				assertThat(details.getUsername()).isEqualTo("alice");
				assertThat(details.getPassword()).isEqualTo("secret");
				assertThat(details.getVirtualHost()).isEqualTo("/v");
				assertThat(details.getSslBundle()).isNull();
				assertThat(details).asString().contains("a:1111").doesNotContain("secret");
			});
	}

	@Test
	void encryptsIfSpringBootsDetailsSaySo() {
		this.besideRabbit.withPropertyValues("spring.rabbitmq.ssl.enabled=true")
			.run((context) -> assertThat(client(context).isSSL()).isTrue());
		this.besideRabbit.withPropertyValues("spring.rabbitmq.addresses=amqps://rabbit")
			.run((context) -> assertThat(client(context).isSSL()).isTrue());
		this.besideRabbit.withPropertyValues("spring.rabbitmq.host=rabbit")
			.run((context) -> assertThat(client(context).isSSL()).isFalse());
	}

	@ParameterizedTest
	@ValueSource(strings = { "trust-store=a", "key-store=a", "validate-server-certificate=false" })
	void refusesCertificatesThatItCannotTake(String property) {
		this.besideRabbit
			.withPropertyValues("spring.rabbitmq.ssl.enabled=true", "spring.rabbitmq.ssl." + property,
					"amphora.server.enabled=false")
			.withBean("rabbitConnectionFactory", ConnectionFactory.class, () -> mock(ConnectionFactory.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("spring.rabbitmq.ssl." + property.split("=")[0])
				.hasMessageContaining("spring.rabbitmq.ssl.bundle"));
	}

	@Test
	void takesDetailsOfAServiceConnection() {
		this.besideRabbit
			.withBean(RabbitConnectionDetails.class, () -> () -> List.of(new RabbitConnectionDetails.Address("box", 1)))
			.run((context) -> assertThat(transportFactory(context).getHost()).isEqualTo("box"));
	}

	@Test
	void anyPropertyOfItsOwnKeepsSpringBootsDetailsAway() {
		for (String property : List.of("host=ours", "port=1", "addresses=ours", "username=u", "password=p",
				"virtual-host=/v", "ssl.enabled=false")) {
			this.besideRabbit.withPropertyValues("amphora." + property)
				.run((context) -> assertThat(context).hasSingleBean(PropertiesAmphoraConnectionDetails.class));
		}
	}

	@Test
	void doesWithoutSpringBootsRabbit() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.amqp"))
			.run((context) -> assertThat(context).hasSingleBean(PropertiesAmphoraConnectionDetails.class));
	}

	private static com.rabbitmq.client.ConnectionFactory client(AssertableApplicationContext context) {
		return ((AbstractConnectionFactory) transportFactory(context)).getRabbitConnectionFactory();
	}

	private static ConnectionFactory transportFactory(AssertableApplicationContext context) {
		return context.getBean(BrokerTransport.class).connectionFactory();
	}

	private static String connectionName(AssertableApplicationContext context) {
		return ConnectionAttempts.connectionName((CachingConnectionFactory) transportFactory(context));
	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		@Order(2)
		AmphoraConnectionFactoryCustomizer second() {
			return (client) -> client.setUsername(client.getUsername() + ", second");
		}

		@Bean
		@Order(1)
		AmphoraConnectionFactoryCustomizer first() {
			return (client) -> client.setUsername(client.getUsername() + ", first");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NamedFactoryConfiguration {

		static final ConnectionFactory FACTORY = new CachingConnectionFactory("mine");

		@Bean
		ConnectionFactory amphoraConnectionFactory() {
			return FACTORY;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class QualifiedFactoryConfiguration {

		@Bean
		@Qualifier("amphoraConnectionFactory")
		ConnectionFactory mine() {
			return new CachingConnectionFactory("mine");
		}

	}

}
