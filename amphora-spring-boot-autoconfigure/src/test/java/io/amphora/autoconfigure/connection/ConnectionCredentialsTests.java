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

import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ConnectionCredentials}.
 */
class ConnectionCredentialsTests {

	private static final String DEFAULT = "amphoraConnectionFactory";

	private static final String OTHER = "otherAmphoraConnectionFactory";

	private final CredentialsProvider provider = provider("token");

	private final CredentialsRefreshService refreshService = mock(CredentialsRefreshService.class);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class))
		.withPropertyValues("amphora.connections.other.host=127.0.0.1");

	private final ApplicationContextRunner withBeans = this.contextRunner
		.withBean("oauth", CredentialsProvider.class, () -> this.provider)
		.withBean(CredentialsRefreshService.class, () -> this.refreshService);

	private static CredentialsProvider provider(String user) {
		CredentialsProvider provider = mock(CredentialsProvider.class);
		given(provider.getUsername()).willReturn(user);
		return provider;
	}

	@Test
	void allConnectionsHaveTheOnlyBeans() {
		this.withBeans.run((context) -> {
			assertThat(user(context, DEFAULT)).isEqualTo("token");
			assertThat(user(context, OTHER)).isEqualTo("token");
			assertThat(refreshService(context, DEFAULT)).isSameAs(this.refreshService);
			assertThat(refreshService(context, OTHER)).isSameAs(this.refreshService);
		});
	}

	@Test
	void publisherConnectionHasTheSameCredentials() {
		this.withBeans.run((context) -> assertThat(
				context.getBean(DEFAULT, CachingConnectionFactory.class).getPublisherConnectionFactory())
			.asInstanceOf(type(CachingConnectionFactory.class))
			.extracting(CachingConnectionFactory::getRabbitConnectionFactory)
			.isSameAs(client(context, DEFAULT)));
	}

	@Test
	void beanNamedLikeAConnectionIsForThatConnection() {
		CredentialsProvider others = provider("other");
		this.withBeans.withBean("other", CredentialsProvider.class, () -> others).run((context) -> {
			assertThat(user(context, OTHER)).isEqualTo("other");
			assertThat(user(context, DEFAULT)).as("none of several").isEqualTo("guest");
		});
	}

	@Test
	void userOfAConnectionTakesPrecedence() {
		this.withBeans.withPropertyValues("amphora.username=shop", "amphora.connections.other.username=legacy")
			.run((context) -> {
				assertThat(user(context, DEFAULT)).isEqualTo("shop");
				assertThat(user(context, OTHER)).isEqualTo("legacy");
			});
	}

	@Test
	void beansTakePrecedenceOverTheUserOfRabbitMqSupport() {
		this.withBeans.withConfiguration(AutoConfigurations.of(RabbitAutoConfiguration.class))
			.withPropertyValues("spring.rabbitmq.username=shop")
			.run((context) -> assertThat(user(context, DEFAULT)).isEqualTo("token"));
	}

	private static String user(AssertableApplicationContext context, String bean) {
		return client(context, bean).getUsername();
	}

	private static CredentialsRefreshService refreshService(AssertableApplicationContext context, String bean) {
		return client(context, bean).params(null).getCredentialsRefreshService();
	}

	private static com.rabbitmq.client.ConnectionFactory client(AssertableApplicationContext context, String bean) {
		return context.getBean(bean, CachingConnectionFactory.class).getRabbitConnectionFactory();
	}

}
