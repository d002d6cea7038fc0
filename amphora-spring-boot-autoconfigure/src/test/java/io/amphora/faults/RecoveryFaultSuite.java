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

package io.amphora.faults;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.topology.QueueType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a broker does to clients and servers that are late or may not log in.
 */
@RabbitMqNodeTest
@ExtendWith(OutputCaptureExtension.class)
class RecoveryFaultSuite {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	private final String service = "faults-" + UUID.randomUUID();

	private final CachingConnectionFactory connectionFactory = FaultNode.connectionFactory(node.host(), node.port());

	@BeforeAll
	static void start() {
		node.ctl("eval",
				"application:set_env(rabbit, channel_tick_interval, 1000), application:set_env(rabbit, consumer_timeout, 3000).");
	}

	@Test
	void serverGoesOnAfterItsAcknowledgementWasOverdue() {
		CountDownLatch release = new CountDownLatch(1);
		try (AmphoraServer server = AmphoraServer.builder(this.service, this.connectionFactory)
			.queueType(QueueType.QUORUM)
			.build();
				AmphoraClient client = AmphoraClient.builder(this.service, this.connectionFactory)
					.queueType(QueueType.QUORUM)
					.build()) {
			server.addFunction("wait", (call) -> {
				release.await();
				return "done";
			});
			server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
			server.serve().join();
			CompletableFuture<String> late = client.defer("wait", String.class);
			await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> !server.serving());
			assertThat(client.defer("add", Integer.class, 2, 3)).succeedsWithin(PATIENCE).isEqualTo(5);
			release.countDown();
			assertThat(late).succeedsWithin(PATIENCE).isEqualTo("done");
			assertThat(client.defer("add", Integer.class, 3, 4)).succeedsWithin(PATIENCE).isEqualTo(7);
			await().atMost(PATIENCE).until(() -> server.statistics().running() == 0);
		}
		finally {
			this.connectionFactory.destroy();
		}
	}

	@Test
	void refusedLoginIsLoggedOnceAndRetried(CapturedOutput output) {
		node.ctl("add_user", "till", "right");
		node.ctl("set_permissions", "till", ".*", ".*", ".*");
		this.connectionFactory.setUsername("till");
		this.connectionFactory.setPassword("wrong");
		try (AmphoraClient client = AmphoraClient.builder(this.service, this.connectionFactory).build()) {
			CompletableFuture<Void> sent = client.function("note").send(1);
			await().atMost(PATIENCE).until(() -> client.connection().lastFailure() != null);
			await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> !sent.isDone());
			assertThat(output).containsOnlyOnce("Amphora cannot log in to the broker");
			node.ctl("change_password", "till", "wrong");
			assertThat(sent).succeedsWithin(PATIENCE);
			await().atMost(PATIENCE).until(() -> client.connection().lastFailure() == null);
		}
		finally {
			this.connectionFactory.destroy();
		}
	}

}
