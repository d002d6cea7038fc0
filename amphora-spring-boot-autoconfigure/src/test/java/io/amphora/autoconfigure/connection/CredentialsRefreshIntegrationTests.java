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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import io.amphora.actuate.AmphoraClientHealthIndicator;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestBroker;
import io.amphora.transport.connection.ConnectionFailure;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for credentials that are refreshed while connections are open.
 */
@RabbitMqTest
class CredentialsRefreshIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final TestBroker broker;

	CredentialsRefreshIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	private ApplicationContextRunner contextRunner(RotatingCredentials credentials, Refreshes refreshes) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
					AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class))
			.withBean(CredentialsProvider.class, () -> credentials)
			.withBean(CredentialsRefreshService.class, () -> refreshes)
			.withPropertyValues("amphora.host=" + this.broker.host(), "amphora.port=" + this.broker.port(),
					"amphora.virtual-host=" + this.broker.virtualHost(),
					"amphora.clients.client=" + this.broker.uniqueName("credentials"));
	}

	@Test
	void openConnectionsSendRefreshedCredentials() {
		RotatingCredentials credentials = new RotatingCredentials(this.broker);
		Refreshes refreshes = new Refreshes();
		contextRunner(credentials, refreshes).run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			assertThat(client.serve()).succeedsWithin(PATIENCE);
			assertThat(refreshes.actions).as("one to publish on, one to consume from").hasSize(2);
			int before = credentials.reads.get();
			credentials.refresh();
			for (Callable<Boolean> action : refreshes.actions) {
				assertThat(action.call()).isTrue();
			}
			assertThat(credentials.reads.get() - before).isEqualTo(2);
			assertThat(client.connection().connected()).isTrue();
		});
	}

	@Test
	void healthShowsCredentialsThatExpireAndThatAreRefused() {
		RotatingCredentials credentials = new RotatingCredentials(this.broker);
		contextRunner(credentials, new Refreshes()).run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			assertThat(client.serve()).succeedsWithin(PATIENCE);
			AmphoraClientHealthIndicator indicator = new AmphoraClientHealthIndicator(client);
			await().atMost(PATIENCE).until(() -> indicator.health().getStatus().equals(Status.UP));
			assertCredentials(indicator.health(), "VALID", "PT1H");
			credentials.left = Duration.ofSeconds(20);
			assertCredentials(indicator.health(), "EXPIRING", "PT20S");
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
			credentials.refresh();
			assertCredentials(indicator.health(), "VALID", "PT1H");
			credentials.password = "revoked";
			context.getBean("amphoraConnectionFactory", CachingConnectionFactory.class).resetConnection();
			await().atMost(PATIENCE).untilAsserted(() -> assertCredentials(indicator.health(), "REFUSED", "PT1H"));
			assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(indicator.health().getDetails()).containsEntry("failure", ConnectionFailure.LOGIN);
		});
	}

	private static void assertCredentials(Health health, String status, String expiresIn) {
		assertThat(health.getDetails()).containsEntry("credentials", Map.of("status", status, "expiresIn", expiresIn));
	}

	private static final class RotatingCredentials implements CredentialsProvider {

		private final TestBroker broker;

		private final AtomicInteger reads = new AtomicInteger();

		private volatile String password;

		private volatile Duration left = Duration.ofHours(1);

		RotatingCredentials(TestBroker broker) {
			this.broker = broker;
			this.password = broker.password();
		}

		@Override
		public String getUsername() {
			return this.broker.username();
		}

		@Override
		public String getPassword() {
			this.reads.incrementAndGet();
			return this.password;
		}

		@Override
		public Duration getTimeBeforeExpiration() {
			return this.left;
		}

		@Override
		public void refresh() {
			this.left = Duration.ofHours(1);
		}

	}

	private static final class Refreshes implements CredentialsRefreshService {

		private final List<Callable<Boolean>> actions = new CopyOnWriteArrayList<>();

		@Override
		public String register(CredentialsProvider provider, Callable<Boolean> refreshAction) {
			this.actions.add(refreshAction);
			return String.valueOf(this.actions.size());
		}

		@Override
		public void unregister(CredentialsProvider provider, String registrationId) {
		}

		@Override
		public boolean isApproachingExpiration(Duration timeBeforeExpiration) {
			return timeBeforeExpiration.compareTo(Duration.ofSeconds(30)) < 0;
		}

	}

}
