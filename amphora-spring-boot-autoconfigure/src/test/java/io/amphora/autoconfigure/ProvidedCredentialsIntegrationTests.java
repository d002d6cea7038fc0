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

import java.time.Duration;
import java.util.Map;

import com.rabbitmq.client.impl.CredentialsProvider;
import io.amphora.actuate.AmphoraClientHealthIndicator;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.test.BrokerTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestBroker;
import io.amphora.transport.connection.ConnectionFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for connections whose credentials cannot be provided.
 */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class ProvidedCredentialsIntegrationTests {

	private static final String SECRET = "token-that-has-expired";

	private final TestBroker broker;

	private final Provider provider;

	ProvidedCredentialsIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.provider = new Provider(broker);
	}

	private ApplicationContextRunner contextRunner(int port) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
					AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class))
			.withBean(CredentialsProvider.class, () -> this.provider)
			.withPropertyValues("amphora.host=" + this.broker.host(), "amphora.port=" + port,
					"amphora.virtual-host=" + this.broker.virtualHost(), "amphora.retry.max-interval=200ms",
					"amphora.clients.client=" + this.broker.uniqueName("credentials"));
	}

	@Test
	void providerThatFailsIsReportedOnceWithoutItsMessage(CapturedOutput output) {
		this.provider.fails = true;
		contextRunner(this.broker.port()).run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			await().atMost(PATIENCE).until(() -> this.provider.failures >= 5);
			assertThat(client.connection().failure()).isEqualTo(ConnectionFailure.CREDENTIALS);
			assertThat(new AmphoraClientHealthIndicator(client).health().getDetails())
				.containsEntry("failure", ConnectionFailure.CREDENTIALS)
				.containsEntry("credentials", Map.of("status", "UNAVAILABLE"))
				.containsEntry("error",
						"Amphora cannot get credentials for the broker: the CredentialsProvider failed with"
								+ " java.lang.IllegalStateException. Correct the CredentialsProvider bean. If its"
								+ " credentials expire, also define a CredentialsRefreshService bean.");
			this.provider.fails = false;
			assertThat(client.serve()).succeedsWithin(PATIENCE);
		});
		assertThat(output).containsOnlyOnce("Amphora cannot get credentials for the broker at ")
			.doesNotContain(SECRET)
			.doesNotContain("Exception in thread")
			.doesNotContain("An unexpected connection driver error");
	}

	@Test
	void errorOfAProviderIsReportedWithoutItsMessage(CapturedOutput output) {
		this.provider.fails = true;
		this.provider.error = true;
		contextRunner(this.broker.port()).run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			await().atMost(PATIENCE).until(() -> this.provider.failures >= 2);
			await().atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(client.connection().failure()).isEqualTo(ConnectionFailure.CREDENTIALS));
			assertThat(new AmphoraClientHealthIndicator(client).health().getDetails()).containsEntry("credentials",
					Map.of("status", "UNAVAILABLE"));
			this.provider.fails = false;
			assertThat(client.serve()).succeedsWithin(PATIENCE);
		});
		assertThat(output).contains("the CredentialsProvider failed with java.lang.NoClassDefFoundError")
			.doesNotContain(SECRET);
	}

	@Test
	void credentialsThatExpireNeedARefreshService(CapturedOutput output) {
		this.provider.left = Duration.ofHours(1);
		contextRunner(this.broker.port()).run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			await().atMost(PATIENCE).until(() -> client.connection().lastFailure() != null);
			assertThat(client.connection().failure()).isEqualTo(ConnectionFailure.CREDENTIALS);
		});
		assertThat(output).containsOnlyOnce(
				"the credentials of the CredentialsProvider expire, and there is no CredentialsRefreshService. Correct");
	}

	@Test
	void failedLoginLeavesNoConnectionOpen() throws Exception {
		try (TcpProxy proxy = TcpProxy.to(this.broker)) {
			this.provider.fails = true;
			contextRunner(proxy.port()).run((context) -> {
				AmphoraClient client = context.getBean(AmphoraClient.class);
				await().atMost(PATIENCE).until(() -> this.provider.failures >= 5);
				this.provider.fails = false;
				assertThat(client.serve()).succeedsWithin(PATIENCE);
				// RabbitMQ closes connections without a login after ten seconds
				await().atMost(Duration.ofSeconds(8)).until(() -> readers(proxy.port()) <= 2);
			});
		}
	}

	private static long readers(int port) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("AMQP Connection ")
					&& thread.getName().endsWith(":" + port))
			.count();
	}

	private static final class Provider implements CredentialsProvider {

		private final TestBroker broker;

		private volatile boolean fails;

		private volatile boolean error;

		private volatile int failures;

		private volatile Duration left;

		Provider(TestBroker broker) {
			this.broker = broker;
		}

		@Override
		public String getUsername() {
			if (this.fails) {
				failed();
				if (this.error) {
					throw new NoClassDefFoundError(SECRET);
				}
				throw new IllegalStateException(SECRET);
			}
			return this.broker.username();
		}

		private synchronized void failed() {
			this.failures++;
		}

		@Override
		public String getPassword() {
			return this.broker.password();
		}

		@Override
		public Duration getTimeBeforeExpiration() {
			return this.left;
		}

	}

}
