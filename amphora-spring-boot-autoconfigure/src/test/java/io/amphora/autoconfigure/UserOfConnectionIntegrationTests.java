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

import com.rabbitmq.client.impl.CredentialsProvider;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestBroker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for clients that send the user of their connection, which a provider supplies.
 */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class UserOfConnectionIntegrationTests {

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

	@RabbitMqTest
	@Test
	void refusedLoginNamesItsUser(CapturedOutput output) {
		this.user.name = "stranger";
		this.contextRunner.run((context) -> Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> output.getOut().contains("User 'stranger': ACCESS_REFUSED - Login was refused")));
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
