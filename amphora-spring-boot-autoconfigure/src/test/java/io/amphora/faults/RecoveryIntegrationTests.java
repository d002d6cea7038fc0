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
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.GetResponse;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import io.amphora.topology.QueueType;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what is tried again, and for what is asked of the broker.
 */
@BrokerTest
class RecoveryIntegrationTests {

	private final TestService service;

	RecoveryIntegrationTests(TestService service) {
		this.service = service;
	}

	@Test
	void addressesAreTriedInTurn() {
		TestBroker broker = this.service.broker();
		try (TcpProxy first = TcpProxy.to(broker); TcpProxy second = TcpProxy.to(broker)) {
			CachingConnectionFactory connectionFactory = broker.connectionFactory(first);
			connectionFactory
				.setAddresses("%s:%d,%s:%d".formatted(first.host(), first.port(), second.host(), second.port()));
			first.refuse();
			try (AmphoraClient client = AmphoraClient.builder(this.service.name(), connectionFactory).build()) {
				awaitAddress(client, second);
				first.resume();
				second.refuse();
				second.cut();
				awaitAddress(client, first);
			}
		}
	}

	private static void awaitAddress(AmphoraClient client, TcpProxy proxy) {
		await().atMost(PATIENCE)
			.until(() -> client.connection().connected()
					&& (proxy.host() + ":" + proxy.port()).equals(client.connection().address()));
	}

	@RabbitMqTest
	@Test
	void requestThatTheBrokerRefusesForNowIsSentAgain() throws Exception {
		AmphoraClient client = this.service.client();
		BareAmqp bare = this.service.closeLater(new BareAmqp(this.service.broker()));
		client.serve().join();
		String full = "rpc_" + this.service.name() + "-full_request";
		bare.channel()
			.queueDeclare(full, true, false, false, Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
		bare.channel().queueBind(full, "rpc_" + this.service.name() + "_request", "full");
		CompletableFuture<Void> first = client.function("note").routingKey("full").send(1);
		assertThat(first).succeedsWithin(PATIENCE);
		CompletableFuture<Void> second = client.function("note").routingKey("full").send(2);
		await().during(Duration.ofMillis(300)).until(() -> !second.isDone());
		assertThat(argument(bare.take(full))).isEqualTo(1);
		assertThat(second).succeedsWithin(PATIENCE);
		assertThat(argument(bare.take(full))).isEqualTo(2);
		assertThat(bare.messageCount(full)).isZero();
	}

	private static int argument(GetResponse message) {
		return BareAmqp.body(message).get("args").get(0).asInt();
	}

	@Test
	void messagesSurviveARestartUnlessTheClientSaysOtherwise() throws Exception {
		AmphoraClient lasting = this.service.client();
		AmphoraClient fleeting = this.service
			.client((builder) -> builder.deliveryMode(MessageDeliveryMode.NON_PERSISTENT));
		BareAmqp bare = this.service.closeLater(new BareAmqp(this.service.broker()));
		String queue = "rpc_" + this.service.name() + "_request";
		lasting.function("note").send(1).join();
		assertThat(bare.take(queue).getProps().getDeliveryMode()).isEqualTo(2);
		fleeting.function("note").send(2).join();
		assertThat(bare.take(queue).getProps().getDeliveryMode()).isEqualTo(1);
	}

	@Test
	void queuesAreOfTheTypeThatWasAskedFor() throws Exception {
		AmphoraServer server = this.service.server((builder) -> builder.queueType(QueueType.QUORUM));
		AmphoraClient client = this.service.client(
				(builder) -> builder.uuid("u").queueType(QueueType.QUORUM).replyQueueExpires(Duration.ofMinutes(1)));
		BareAmqp bare = this.service.closeLater(new BareAmqp(this.service.broker()));
		server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		server.serve();
		assertThat(client.call("add", Integer.class, 2, 3)).isEqualTo(5);
		Map<String, Object> quorum = Map.of("x-queue-type", "quorum");
		bare.channel().queueDeclare("rpc_" + this.service.name() + "_request", true, false, false, quorum);
		bare.channel()
			.queueDeclare("rpc_" + this.service.name() + "_response_u", true, false, false,
					Map.of("x-queue-type", "quorum", "x-expires", 60_000L));
	}

}
