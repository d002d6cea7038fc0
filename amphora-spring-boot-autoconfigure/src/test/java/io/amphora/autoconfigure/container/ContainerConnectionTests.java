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

package io.amphora.autoconfigure.container;

import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import io.amphora.autoconfigure.connection.AmphoraConnectionDetails.Address;
import org.junit.jupiter.api.Test;
import org.testcontainers.rabbitmq.RabbitMQContainer;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.PemTrustStore;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RabbitMqContainerConnectionDetailsFactory} and
 * {@link DeprecatedRabbitMqContainerConnectionDetailsFactory}. The containers are said to
 * run, so that no engine is needed.
 */
class ContainerConnectionTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ServiceConnectionAutoConfiguration.class, AmphoraConnectionAutoConfiguration.class));

	private final ApplicationContextRunner starterAlone = this.contextRunner
		.withClassLoader(new FilteredClassLoader("org.springframework.boot.amqp", "org.springframework.boot.rabbitmq"));

	@Test
	void detailsMatchTheContainer() {
		this.starterAlone.withUserConfiguration(ContainerConfiguration.class).run((context) -> {
			AmphoraConnectionDetails details = context.getBean(AmphoraConnectionDetails.class);
			assertThat(details.getAddresses()).containsExactly(new Address("docker.example.org", 49_153));
			assertThat(details.getUsername()).isEqualTo("alice");
			assertThat(details.getPassword()).isEqualTo("secret");
			assertThat(details.getVirtualHost()).isEqualTo("shop");
			assertThat(details.getSslBundle()).isNull();
			CachingConnectionFactory connectionFactory = context.getBean("amphoraConnectionFactory",
					CachingConnectionFactory.class);
			assertThat(connectionFactory.getUsername()).isEqualTo("alice");
			assertThat(connectionFactory.getVirtualHost()).isEqualTo("shop");
		});
	}

	@Test
	void annotationEncryptsTheConnection() {
		this.starterAlone.withUserConfiguration(EncryptedConfiguration.class)
			.withBean("amphoraConnectionFactory", ConnectionFactory.class, () -> mock(ConnectionFactory.class))
			.run((context) -> {
				AmphoraConnectionDetails details = context.getBean(AmphoraConnectionDetails.class);
				assertThat(details.getSslBundle()).isInstanceOf(SslBundle.class);
				assertThat(details.getAddresses()).containsExactly(new Address("docker.example.org", 49_154));
			});
	}

	@Test
	void deprecatedTypeOfContainerIsSupported() {
		this.starterAlone.withUserConfiguration(DeprecatedConfiguration.class)
			.run((context) -> assertThat(context.getBean(AmphoraConnectionDetails.class).getAddresses())
				.containsExactly(new Address("old.example.org", 49_155)));
	}

	@Test
	void containerTakesPrecedenceOverProperties() {
		this.starterAlone.withUserConfiguration(ContainerConfiguration.class)
			.withPropertyValues("amphora.host=rabbit.example.org", "amphora.username=bob")
			.run((context) -> assertThat(context.getBean("amphoraConnectionFactory", CachingConnectionFactory.class))
				.satisfies((connectionFactory) -> {
					assertThat(connectionFactory.getHost()).isEqualTo("docker.example.org");
					assertThat(connectionFactory.getUsername()).isEqualTo("alice");
				}));
	}

	@Test
	void containerIsSharedWithRabbitMqSupportOfSpringBoot() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(RabbitAutoConfiguration.class))
			.withUserConfiguration(ContainerConfiguration.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(AmphoraConnectionDetails.class)
					.hasSingleBean(RabbitConnectionDetails.class);
				assertThat(context.getBean(RabbitConnectionDetails.class).getFirstAddress().host())
					.isEqualTo("docker.example.org");
			});
	}

	@Test
	void containersAreSeparatedByTheTypeOfTheirDetails() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(RabbitAutoConfiguration.class))
			.withUserConfiguration(SeparateConfiguration.class)
			.run((context) -> {
				assertThat(context.getBean(AmphoraConnectionDetails.class).getAddresses())
					.containsExactly(new Address("ours.example.org", 49_153));
				assertThat(context.getBean(RabbitConnectionDetails.class).getFirstAddress().host())
					.isEqualTo("theirs.example.org");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class ContainerConfiguration {

		@Bean
		@ServiceConnection
		RabbitMQContainer rabbitMq() {
			return new RemoteContainer("docker.example.org").withEnv("RABBITMQ_DEFAULT_VHOST", "shop");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EncryptedConfiguration {

		@Bean
		@PemTrustStore(certificate = "classpath:does-not-matter")
		@ServiceConnection
		RabbitMQContainer rabbitMq() {
			return new RemoteContainer("docker.example.org");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SeparateConfiguration {

		@Bean
		@ServiceConnection(type = AmphoraConnectionDetails.class)
		RabbitMQContainer ours() {
			return new RemoteContainer("ours.example.org");
		}

		@Bean
		@ServiceConnection(type = RabbitConnectionDetails.class)
		RabbitMQContainer theirs() {
			return new RemoteContainer("theirs.example.org");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@SuppressWarnings("deprecation")
	static class DeprecatedConfiguration {

		@Bean
		@ServiceConnection
		org.testcontainers.containers.RabbitMQContainer rabbitMq() {
			return new DeprecatedContainer();
		}

	}

	private static final class RemoteContainer extends RabbitMQContainer {

		private final String host;

		RemoteContainer(String host) {
			super("rabbitmq:4-management");
			this.host = host;
			withAdminUser("alice").withAdminPassword("secret");
		}

		@Override
		public void start() {
		}

		@Override
		public boolean isRunning() {
			return true;
		}

		@Override
		public String getAmqpUrl() {
			return "amqp://" + this.host + ":49153";
		}

		@Override
		public String getAmqpsUrl() {
			return "amqps://" + this.host + ":49154";
		}

		@Override
		public void stop() {
		}

	}

	@SuppressWarnings("deprecation")
	private static final class DeprecatedContainer extends org.testcontainers.containers.RabbitMQContainer {

		DeprecatedContainer() {
			super("rabbitmq:4-management");
		}

		@Override
		public void start() {
		}

		@Override
		public boolean isRunning() {
			return true;
		}

		@Override
		public String getAmqpUrl() {
			return "amqp://old.example.org:49155";
		}

		@Override
		public void stop() {
		}

	}

}
