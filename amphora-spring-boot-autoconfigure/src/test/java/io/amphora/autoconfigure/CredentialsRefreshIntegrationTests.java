package io.amphora.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import io.amphora.client.AmphoraClient;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

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

	@Test
	void openConnectionsSendRefreshedCredentials() {
		RotatingCredentials credentials = new RotatingCredentials(this.broker);
		Refreshes refreshes = new Refreshes();
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
					AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class))
			.withBean(CredentialsProvider.class, () -> credentials)
			.withBean(CredentialsRefreshService.class, () -> refreshes)
			.withPropertyValues("amphora.host=" + this.broker.host(), "amphora.port=" + this.broker.port(),
					"amphora.virtual-host=" + this.broker.virtualHost(),
					"amphora.clients.client=" + this.broker.uniqueName("credentials"))
			.run((context) -> {
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

	private static final class RotatingCredentials implements CredentialsProvider {

		private final TestBroker broker;

		private final AtomicInteger reads = new AtomicInteger();

		RotatingCredentials(TestBroker broker) {
			this.broker = broker;
		}

		@Override
		public String getUsername() {
			return this.broker.username();
		}

		@Override
		public String getPassword() {
			this.reads.incrementAndGet();
			return this.broker.password();
		}

		@Override
		public Duration getTimeBeforeExpiration() {
			return Duration.ofHours(1);
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
			return false;
		}

	}

}
