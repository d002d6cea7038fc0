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

import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import com.rabbitmq.client.impl.DefaultCredentialsRefreshService;
import com.rabbitmq.client.impl.DefaultCredentialsRefreshService.DefaultCredentialsRefreshServiceBuilder;
import io.amphora.actuate.AmphoraClientHealthIndicator;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for a provider whose user gets new passwords on the broker.
 */
@RabbitMqNodeTest
class PasswordRotationIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().user("till", "first", "/").build();

	private final RotatingCredentials credentials = new RotatingCredentials("till", "first");

	private final Refreshes refreshes = new Refreshes();

	@Test
	void connectionsUseTheNewPasswordAfterARefresh() {
		changePassword("first");
		runs(this.credentials, this.refreshes, (client) -> {
			assertThat(client.call("add", int.class, 1)).isEqualTo(2);
			assertRotates(client);
			assertRefused(client);
		});
	}

	@Test
	void refreshServiceOfTheDriverSendsPasswordsThatChangeOnTheBroker() {
		changePassword("first");
		ExpiringCredentials changing = new ExpiringCredentials("till", "first", Duration.ofSeconds(5), (password) -> {
			changePassword(password + "+");
			return password + "+";
		});
		DefaultCredentialsRefreshService service = new DefaultCredentialsRefreshServiceBuilder().build();
		try {
			runs(changing, service, (client) -> {
				assertServesUntilRefreshed(client, changing);
				closeConnections();
				assertServesUntilRefreshed(client, changing);
				assertThat(client.connection().failure()).isNull();
			});
		}
		finally {
			service.close();
		}
	}

	private static void assertServesUntilRefreshed(AmphoraClient client, ExpiringCredentials changing) {
		int before = changing.refreshes();
		await().atMost(PATIENCE).until(() -> {
			assertThat(client.call("add", int.class, 2)).isEqualTo(3);
			return changing.refreshes() >= before + 2;
		});
		assertThat(changing.reads(before + 1)).as("after a refresh").isPositive();
	}

	private static void runs(CredentialsProvider provider, CredentialsRefreshService service, Actions actions) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
					AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class,
					AmphoraServerAutoConfiguration.class))
			.withBean(CredentialsProvider.class, () -> provider)
			.withBean(CredentialsRefreshService.class, () -> service)
			.withPropertyValues("amphora.host=" + node.host(), "amphora.port=" + node.port(),
					"amphora.server.service-name=math", "amphora.clients.math.timeout=" + PATIENCE)
			.run((context) -> {
				context.getBean(AmphoraServer.class).addFunction("add", (call) -> call.argument(0, int.class) + 1);
				actions.run(context.getBean(AmphoraClient.class));
			});
	}

	private void assertRotates(AmphoraClient client) throws Exception {
		changePassword("second");
		this.credentials.rotate("second");
		this.credentials.refresh();
		int connections = this.refreshes.actions().size();
		for (Callable<Boolean> action : this.refreshes.actions()) {
			assertThat(action.call()).isTrue();
		}
		closeConnections();
		await().atMost(PATIENCE).until(() -> this.refreshes.actions().size() == 2 * connections);
		assertThat(client.call("add", int.class, 2)).isEqualTo(3);
		assertHealth(client, Status.UP, "VALID");
	}

	private void assertRefused(AmphoraClient client) {
		changePassword("third");
		closeConnections();
		assertHealth(client, Status.DOWN, "REFUSED");
		this.credentials.use("third");
		assertThat(client.call("add", int.class, 3)).isEqualTo(4);
		assertHealth(client, Status.UP, "VALID");
	}

	private static void assertHealth(AmphoraClient client, Status status, String credentialsStatus) {
		AmphoraClientHealthIndicator indicator = new AmphoraClientHealthIndicator(client);
		await().atMost(PATIENCE).untilAsserted(() -> {
			Health health = indicator.health();
			assertThat(health.getStatus()).isEqualTo(status);
			assertThat(health.getDetails()).containsEntry("credentials",
					Map.of("status", credentialsStatus, "expiresIn", "PT1H"));
		});
	}

	private static void changePassword(String password) {
		node.ctl("change_password", "till", password);
	}

	private static void closeConnections() {
		node.ctl("close_all_user_connections", "till", "rotated");
	}

	private interface Actions {

		void run(AmphoraClient client) throws Exception;

	}

}
