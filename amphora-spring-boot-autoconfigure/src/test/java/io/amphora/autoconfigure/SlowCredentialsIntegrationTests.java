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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.impl.CredentialsProvider;
import io.amphora.actuate.AmphoraClientHealthIndicator;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionFactoryCustomizer;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.transport.connection.ConnectionFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Credentials providers that take long or do not return.
 */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class SlowCredentialsIntegrationTests {

	/** A provider hangs for longer. */
	private static final Duration CLOSING = Duration.ofSeconds(15);

	private static final int HANDSHAKE_TIMEOUT = 10_000;

	private final TestBroker broker;

	private final Provider provider;

	SlowCredentialsIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.provider = new Provider(broker);
	}

	private ApplicationContextRunner contextRunner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
					AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class))
			.withBean(CredentialsProvider.class, () -> this.provider)
			.withPropertyValues("amphora.host=" + this.broker.host(), "amphora.port=" + this.broker.port(),
					"amphora.virtual-host=" + this.broker.virtualHost(), "amphora.retry.max-interval=200ms",
					"amphora.clients.client=" + this.broker.uniqueName("credentials"),
					"amphora.clients.client.shutdown.grace-period=1s");
	}

	private ApplicationContextRunner impatientRunner() {
		return contextRunner().withBean(AmphoraConnectionFactoryCustomizer.class,
				() -> (connectionFactory) -> connectionFactory.setHandshakeTimeout(HANDSHAKE_TIMEOUT));
	}

	@AfterEach
	void release() {
		this.provider.released.countDown();
		this.provider.expirationReleased.countDown();
	}

	@Test
	void applicationClosesWhileAProviderHangs() {
		long[] closing = new long[1];
		contextRunner().run((context) -> {
			await().atMost(PATIENCE).until(() -> this.provider.calls.get() > 0);
			closing[0] = System.nanoTime();
		});
		assertThat(Duration.ofNanos(System.nanoTime() - closing[0])).isLessThan(CLOSING);
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(threadsOfAmphora()).containsOnly("amphora-credentials"));
		assertThat(this.provider.calls).as("one call at a time").hasValue(1);
	}

	@Test
	void connectionFactoryIsResetWhileAProviderHangs() {
		contextRunner().run((context) -> {
			await().atMost(PATIENCE).until(() -> this.provider.calls.get() > 0);
			long start = System.nanoTime();
			context.getBean("amphoraConnectionFactory", CachingConnectionFactory.class).resetConnection();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CLOSING);
			this.provider.released.countDown();
			assertThat(context.getBean(AmphoraClient.class).serve()).succeedsWithin(PATIENCE);
		});
	}

	@Test
	void providerThatIsSlowerThanTheHandshakeIsReported(CapturedOutput output) {
		impatientRunner().run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			await().atMost(PATIENCE).until(() -> client.connection().lastFailure() != null);
			assertThat(client.connection().failure()).isEqualTo(ConnectionFailure.CREDENTIALS);
			this.provider.released.countDown();
			assertThat(client.serve()).succeedsWithin(PATIENCE);
		});
		assertThat(output).containsOnlyOnce("Amphora cannot get credentials for the broker at ")
			.contains("the CredentialsProvider has not returned within 5 seconds. Correct the")
			.doesNotContain("cannot log in to");
		assertThat(this.provider.calls).as("attempts share a call, the second connection makes another")
			.hasValueLessThanOrEqualTo(2);
	}

	@Test
	void healthDoesNotWaitForAProviderThatHangs() {
		this.provider.released.countDown();
		contextRunner().run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			assertThat(client.serve()).succeedsWithin(PATIENCE);
			AmphoraClientHealthIndicator indicator = new AmphoraClientHealthIndicator(client);
			await().atMost(PATIENCE).until(() -> client.connection().connected());
			this.provider.expirationReleased = new CountDownLatch(1);
			long start = System.nanoTime();
			for (int i = 0; i < 10; i++) {
				assertThat(indicator.health().getDetails()).containsEntry("credentials", Map.of("status", "VALID"));
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CLOSING);
		});
	}

	private static String[] threadsOfAmphora() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("amphora-"))
			.map((name) -> name.replaceFirst("-\\d+$", ""))
			.toArray(String[]::new);
	}

	private static final class Provider implements CredentialsProvider {

		private final TestBroker broker;

		private final CountDownLatch released = new CountDownLatch(1);

		private volatile CountDownLatch expirationReleased = new CountDownLatch(0);

		private final AtomicInteger calls = new AtomicInteger();

		Provider(TestBroker broker) {
			this.broker = broker;
		}

		@Override
		public String getUsername() {
			this.calls.incrementAndGet();
			awaitLatch(this.released);
			return this.broker.username();
		}

		private static void awaitLatch(CountDownLatch latch) {
			try {
				latch.await(1, TimeUnit.MINUTES);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public Duration getTimeBeforeExpiration() {
			awaitLatch(this.expirationReleased);
			return null;
		}

		@Override
		public String getPassword() {
			return this.broker.password();
		}

	}

}
