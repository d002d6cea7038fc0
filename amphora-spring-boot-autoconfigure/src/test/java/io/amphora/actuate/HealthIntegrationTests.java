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

package io.amphora.actuate;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the health of servers and clients of a real broker.
 */
@BrokerTest
class HealthIntegrationTests {

	private final TestService service;

	private final TestBroker broker;

	private final BareAmqp bare;

	private final String requestQueue;

	private AmphoraServer server;

	HealthIntegrationTests(TestService service) throws Exception {
		this.service = service;
		this.broker = service.broker();
		this.bare = service.closeLater(new BareAmqp(this.broker));
		this.requestQueue = "rpc_" + service.name() + "_request";
	}

	private CompletableFuture<?> serve(ConnectionFactory connectionFactory) {
		this.server = this.service.server(connectionFactory, (builder) -> builder.gracePeriod(Duration.ZERO));
		this.server.addFunction("add", (call) -> 5);
		return this.server.serve();
	}

	private Health health() {
		return new AmphoraServerHealthIndicator(this.server).health();
	}

	private void awaitStatus(Status status) {
		awaitStatus(new AmphoraServerHealthIndicator(this.server), status);
	}

	private static void awaitStatus(HealthIndicator indicator, Status status) {
		await().atMost(PATIENCE).until(() -> indicator.health().getStatus().equals(status));
	}

	@Test
	void serverAndClientThatWorkAreUp() {
		serve(this.broker.connectionFactory());
		awaitStatus(Status.UP);
		assertThat(health().getDetails()).containsEntry("node", this.broker.host() + ":" + this.broker.port())
			.containsEntry("queues", Map.of(this.requestQueue, "consuming"));
		AmphoraClient client = this.service.client();
		assertThat(client.serve()).succeedsWithin(PATIENCE);
		AmphoraClientHealthIndicator indicator = new AmphoraClientHealthIndicator(client);
		awaitStatus(indicator, Status.UP);
		assertThat(indicator.health().getDetails()).containsEntry("queues",
				Map.of("rpc_%s_response_%s".formatted(this.service.name(), client.uuid()), "consuming"));
	}

	@RabbitMqTest
	@Test
	void serverWhoseConsumerTheBrokerRefusesIsDownThoughConnected() throws Exception {
		this.bare.channel().queueDeclare(this.requestQueue, true, false, false, Map.of("x-max-length", 7));
		serve(this.broker.connectionFactory());
		await().atMost(PATIENCE).until(() -> this.server.consumers().get(0).refusal() != null);
		assertThat(health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(health().getDetails()).extractingByKey("queues").asString().contains("refused", "x-max-length");
		this.bare.channel().queueDelete(this.requestQueue);
	}

	@Test
	void showsFurtherQueuesWhileTheServerReceivesFromThem() throws Exception {
		String extra = this.service.name() + "-extra";
		this.bare.channel().queueDeclare(extra, false, false, false, Map.of());
		serve(this.broker.connectionFactory());
		awaitStatus(Status.UP);
		QueueReceiver receiver = this.server.receiveFromQueue(extra, ReceiveOptions.unlimited().block(false));
		await().atMost(PATIENCE).until(() -> this.server.consumers().get(1).consuming());
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails()).containsEntry("queues",
				Map.of(this.requestQueue, "consuming", extra, "consuming"));
		receiver.cancel();
		await().atMost(PATIENCE).until(() -> this.server.consumers().size() == 1);
		this.bare.channel().queueDelete(extra);
	}

	@Test
	void healthFollowsTheConnectionAndNeverWaitsForIt() throws Exception {
		try (TcpProxy proxy = TcpProxy.to(this.broker)) {
			serve(this.broker.connectionFactory(proxy));
			awaitStatus(Status.UP);
			proxy.refuse();
			proxy.closeConnections();
			awaitStatus(Status.DOWN);
			// a machine that is stalled may exceed the limit, but not every time
			await().atMost(PATIENCE).untilAsserted(() -> {
				long start = System.nanoTime();
				Health down = health();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
				assertThat(down.getDetails()).containsEntry("connected", false);
			});
			proxy.resume();
			awaitStatus(Status.UP);
		}
	}

	@Test
	void serverThatPreparesToStopIsOutOfService() {
		serve(this.broker.connectionFactory());
		awaitStatus(Status.UP);
		this.server.prepareStop();
		assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		this.server.serve();
		awaitStatus(Status.UP);
	}

}
