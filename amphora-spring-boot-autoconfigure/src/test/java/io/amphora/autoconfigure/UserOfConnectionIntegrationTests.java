package io.amphora.autoconfigure;

import java.time.Duration;

import com.rabbitmq.client.impl.CredentialsProvider;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for clients that send the user of their connection, which a provider supplies.
 */
@RabbitMqTest
class UserOfConnectionIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final TestBroker broker;

	private final ChangingUser user;

	private final AmphoraServer server;

	private final ApplicationContextRunner contextRunner;

	private volatile String sent;

	UserOfConnectionIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.user = new ChangingUser(broker);
		String service = broker.uniqueName("user");
		this.server = AmphoraServer.builder(service, broker.connectionFactory()).interceptor((call, chain) -> {
			this.sent = call.properties().getUserId();
			return chain.proceed(call);
		}).build();
		this.contextRunner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
					AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class))
			.withBean(CredentialsProvider.class, () -> this.user)
			.withPropertyValues("amphora.host=" + broker.host(), "amphora.port=" + broker.port(),
					"amphora.virtual-host=" + broker.virtualHost(), "amphora.clients.client=" + service,
					"amphora.clients.client.send-user-id=true");
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("echo", (call) -> "done");
		this.server.serve().join();
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void applicationStartsWithAProviderThatFailsAndLaterSendsItsUser() {
		this.user.name = null;
		this.contextRunner.run((context) -> {
			assertThat(context).hasNotFailed();
			this.user.name = this.broker.username();
			assertCalledAs(context.getBean(AmphoraClient.class), this.broker.username());
		});
	}

	@Test
	void requestsHaveTheUserThatTheirConnectionLoggedInAs() {
		this.user.name = "former";
		this.contextRunner.withPropertyValues("amphora.clients.client.auto-startup=false").run((context) -> {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			this.user.name = this.broker.username();
			assertThat(client.serve()).succeedsWithin(PATIENCE);
			assertCalledAs(client, this.broker.username());
			this.user.name = "next";
			assertCalledAs(client, this.broker.username());
		});
	}

	private void assertCalledAs(AmphoraClient client, String expected) {
		this.sent = null;
		assertThat(client.function("echo").timeout(PATIENCE).call(String.class)).isEqualTo("done");
		assertThat(this.sent).isEqualTo(expected);
	}

	private static final class ChangingUser implements CredentialsProvider {

		private final TestBroker broker;

		private volatile String name;

		ChangingUser(TestBroker broker) {
			this.broker = broker;
		}

		@Override
		public String getUsername() {
			String current = this.name;
			if (current == null) {
				throw new IllegalStateException("no token");
			}
			return current;
		}

		@Override
		public String getPassword() {
			return this.broker.password();
		}

	}

}
