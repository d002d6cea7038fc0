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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import com.rabbitmq.client.impl.DefaultCredentialsRefreshService;
import com.rabbitmq.client.impl.DefaultCredentialsRefreshService.DefaultCredentialsRefreshServiceBuilder;
import io.amphora.actuate.AmphoraClientHealthIndicator;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestBroker;
import io.amphora.transport.connection.ConnectionFailure;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for credentials that are refreshed while connections are open.
 */
@BrokerTest
class CredentialsRefreshIntegrationTests {

	private final TestBroker broker;

	CredentialsRefreshIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	private ApplicationContextRunner contextRunner(CredentialsProvider credentials,
			CredentialsRefreshService refreshes) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
					AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class))
			.withBean(CredentialsProvider.class, () -> credentials)
			.withBean(CredentialsRefreshService.class, () -> refreshes)
			.withPropertyValues("amphora.host=" + this.broker.host(), "amphora.port=" + this.broker.port(),
					"amphora.virtual-host=" + this.broker.virtualHost(),
					"amphora.clients.client=" + this.broker.uniqueName("credentials"));
	}

	@RabbitMqTest
	@Test
	void openConnectionsSendRefreshedCredentials() {
		RotatingCredentials credentials = new RotatingCredentials(this.broker.username(), this.broker.password());
		Refreshes refreshes = new Refreshes();
		contextRunner(credentials, refreshes).run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			assertThat(client.serve()).succeedsWithin(PATIENCE);
			// one to publish on, one to consume from
			await().atMost(PATIENCE).until(() -> refreshes.actions().size() == 2);
			int before = credentials.reads();
			credentials.refresh();
			for (Callable<Boolean> action : refreshes.actions()) {
				assertThat(action.call()).isTrue();
			}
			assertThat(credentials.reads() - before).isEqualTo(2);
			assertThat(client.connection().connected()).isTrue();
		});
	}

	/** RabbitMQ only checks secrets that expire, such as tokens. */
	@RabbitMqTest
	@Test
	void openConnectionOutlivesARefreshWithAPasswordThatTheBrokerDoesNotKnow() {
		RotatingCredentials credentials = new RotatingCredentials(this.broker.username(), this.broker.password());
		Refreshes refreshes = new Refreshes();
		contextRunner(credentials, refreshes).run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			assertThat(client.serve()).succeedsWithin(PATIENCE);
			await().atMost(PATIENCE).until(() -> refreshes.actions().size() == 2);
			credentials.use("unknown");
			for (Callable<Boolean> action : refreshes.actions()) {
				assertThat(action.call()).isTrue();
			}
			assertThat(refreshes.actions()).hasSize(2);
			assertThat(client.connection().connected()).isTrue();
		});
	}

	@Test
	void healthShowsCredentialsThatExpireAndThatAreRefused() {
		RotatingCredentials credentials = new RotatingCredentials(this.broker.username(), this.broker.password());
		contextRunner(credentials, new Refreshes()).run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			assertThat(client.serve()).succeedsWithin(PATIENCE);
			AmphoraClientHealthIndicator indicator = new AmphoraClientHealthIndicator(client);
			await().atMost(PATIENCE).until(() -> indicator.health().getStatus().equals(Status.UP));
			assertCredentials(indicator.health(), "VALID", "PT1H");
			credentials.expireIn(Duration.ofSeconds(20));
			assertCredentials(indicator.health(), "EXPIRING", "PT20S");
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			credentials.refresh();
			assertCredentials(indicator.health(), "VALID", "PT1H");
			credentials.use("revoked");
			context.getBean("amphoraConnectionFactory", CachingConnectionFactory.class).resetConnection();
			await().atMost(PATIENCE).untilAsserted(() -> assertCredentials(indicator.health(), "REFUSED", "PT1H"));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(indicator.health().getDetails()).containsEntry("failure", ConnectionFailure.LOGIN);
		});
	}

	@RabbitMqTest
	@Test
	void refreshServiceOfTheDriverRefreshesAllOpenConnections() {
		ExpiringCredentials credentials = new ExpiringCredentials(this.broker.username(), this.broker.password(),
				Duration.ofSeconds(5), UnaryOperator.identity());
		DefaultCredentialsRefreshService refreshes = new DefaultCredentialsRefreshServiceBuilder().build();
		try {
			contextRunner(credentials, refreshes).run((context) -> {
				AmphoraClient client = context.getBean(AmphoraClient.class);
				assertThat(client.serve()).succeedsWithin(PATIENCE);
				assertRefreshesTwoConnections(credentials);
				context.getBean("amphoraConnectionFactory", CachingConnectionFactory.class).resetConnection();
				await().atMost(PATIENCE).until(() -> client.connection().connected());
				assertRefreshesTwoConnections(credentials);
				assertThat(client.connection().failure()).isNull();
			});
			assertThat(credentials.readTooLate()).isFalse();
		}
		finally {
			refreshes.close();
		}
	}

	/** Each of them reads the password once after a refresh, and closed ones do not. */
	private static void assertRefreshesTwoConnections(ExpiringCredentials credentials) {
		int before = credentials.refreshes();
		await().atMost(PATIENCE).until(() -> credentials.refreshes() >= before + 3);
		assertThat(credentials.reads(before + 1)).isEqualTo(2);
		assertThat(credentials.reads(before + 2)).isEqualTo(2);
	}

	private static void assertCredentials(Health health, String status, String expiresIn) {
		assertThat(health.getDetails()).containsEntry("credentials", Map.of("status", status, "expiresIn", expiresIn));
	}

}
