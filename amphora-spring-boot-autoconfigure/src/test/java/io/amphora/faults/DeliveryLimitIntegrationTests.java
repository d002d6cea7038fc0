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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.IgnoreRequestException;
import io.amphora.ReplyLostException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.ForkedJvm;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import io.amphora.topology.QueueType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for requests that come again and again, as no server lives to settle them.
 */
@BrokerTest
class DeliveryLimitIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int LIMIT = 3;

	private final TestService service;

	private final TestBroker broker;

	private final AmphoraServer server;

	private final BareAmqp bare;

	private final AtomicInteger runs = new AtomicInteger();

	private final AtomicInteger deaths = new AtomicInteger();

	DeliveryLimitIntegrationTests(TestService service) throws Exception {
		this.service = service;
		this.broker = service.broker();
		this.server = server(QueueType.BROKER_DEFAULT);
		this.bare = service.closeLater(new BareAmqp(this.broker));
	}

	private AmphoraServer server(QueueType queueType) {
		AmphoraServer created = this.service.server((builder) -> builder.deliveryLimit(LIMIT).queueType(queueType));
		created.addFunction("count", (call) -> this.runs.incrementAndGet());
		created.addFunction("ignore", (call) -> {
			if (this.runs.incrementAndGet() <= LIMIT + 2) {
				throw new IgnoreRequestException("not yet");
			}
			return "done";
		});
		return created;
	}

	private AmphoraClient client(QueueType queueType) {
		return this.service.client((builder) -> builder.timeout(PATIENCE).queueType(queueType));
	}

	@RabbitMqTest
	@Test
	void requestThatCrashesServersIsGivenUpWithAnErrorReply() {
		try (AmphoraClient client = client(QueueType.BROKER_DEFAULT)) {
			CompletableFuture<Object> death = client.defer("die", Object.class);
			for (int lives = 1; lives <= LIMIT; lives++) {
				letAServerDie(lives);
			}
			ForkedJvm survivor = dyingServer();
			try (survivor) {
				assertThat(death).failsWithin(PATIENCE)
					.withThrowableThat()
					.havingCause()
					.isInstanceOf(ReplyLostException.class)
					.withMessageContaining("delivered 3 times without being settled");
				assertThat(client.call("ping", String.class)).isEqualTo("pong");
			}
		}
		assertThat(this.deaths).hasValue(LIMIT);
	}

	private void letAServerDie(int deathsAfterwards) {
		ForkedJvm mortal = dyingServer();
		try (mortal) {
			await().atMost(PATIENCE).until(() -> this.deaths.get() == deathsAfterwards);
		}
	}

	private ForkedJvm dyingServer() {
		return new ForkedJvm(DyingServer.class, (line) -> {
			if (line.equals(DyingServer.DYING)) {
				this.deaths.incrementAndGet();
			}
		}, this.broker.uri(), this.service.name(), Integer.toString(LIMIT));
	}

	@Test
	void requestOfADeadServerIsHandledByAnother() throws Exception {
		try (AmphoraClient client = client(QueueType.BROKER_DEFAULT)) {
			CompletableFuture<Integer> count = client.function("count").waitPublish(true).defer(Integer.class);
			try (BareAmqp dead = new BareAmqp(this.broker)) {
				assertThat(dead.channel().basicGet(requests(), false)).isNotNull();
			}
			this.server.serve();
			assertThat(count).succeedsWithin(PATIENCE).isEqualTo(1);
		}
		assertThat(this.runs).hasValue(1);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.bare.messageCount(requests())).isZero();
	}

	@RabbitMqTest
	@Test
	void quorumQueueCountsByItself() throws Exception {
		try (AmphoraServer quorum = server(QueueType.QUORUM); AmphoraClient client = client(QueueType.QUORUM)) {
			CompletableFuture<Integer> count = client.function("count").waitPublish(true).defer(Integer.class);
			for (int i = 0; i < LIMIT; i++) {
				GetResponse request = await().atMost(PATIENCE)
					.until(() -> this.bare.channel().basicGet(requests(), false), (message) -> message != null);
				this.bare.channel().basicReject(request.getEnvelope().getDeliveryTag(), true);
			}
			quorum.serve();
			assertThat(count).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(ReplyLostException.class);
		}
		assertThat(this.runs).hasValue(0);
	}

	@RabbitMqTest
	@Test
	void requestThatIsGivenUpIsDeadLettered() throws Exception {
		String letters = this.bare.ownQueue(this.broker.uniqueName("letters"));
		String lettered = this.broker.uniqueName("lettered");
		this.bare.channel()
			.queueDeclare(lettered, true, false, false,
					Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", letters, "x-expires", 60_000));
		this.server.serve().join();
		this.server.receiveFromQueue(lettered, ReceiveOptions.unlimited().block(false));
		String replies = this.bare.ownQueue("rpc_" + this.service.name() + "_response_bare");
		this.bare.publish("", lettered, asIfDeliveredBefore(replies), "{\"func\": \"count\"}");
		assertThat(BareAmqp.body(this.bare.take(replies)).at("/exception/type").asText()).isEqualTo("AnswerLost");
		assertThat(BareAmqp.body(this.bare.take(letters)).at("/func").asText()).isEqualTo("count");
		assertThat(this.runs).hasValue(0);
	}

	private static BasicProperties asIfDeliveredBefore(String replies) {
		return new BasicProperties.Builder().replyTo(replies)
			.messageId("m1")
			.correlationId("c1")
			.headers(Map.of("amphora-deliveries", LIMIT))
			.build();
	}

	@Test
	void requestThatIsIgnoredMayComeMoreOften() {
		this.server.serve();
		try (AmphoraClient client = client(QueueType.BROKER_DEFAULT)) {
			assertThat(client.call("ignore", String.class)).isEqualTo("done");
		}
		assertThat(this.runs).hasValue(LIMIT + 3);
	}

	@RabbitMqTest
	@Test
	void stopsOfServersDoNotCount() throws Exception {
		CountDownLatch released = new CountDownLatch(1);
		AmphoraServer busy = this.service.server((builder) -> builder.deliveryLimit(LIMIT)
			.queueType(QueueType.QUORUM)
			.concurrency(1)
			.gracePeriod(Duration.ZERO));
		try (busy; AmphoraClient client = client(QueueType.QUORUM)) {
			busy.addFunction("block", (call) -> released.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
			busy.addFunction("count", (call) -> this.runs.incrementAndGet());
			assertThat(busy.serve()).succeedsWithin(PATIENCE);
			client.defer("block", Object.class);
			await().atMost(PATIENCE).until(() -> busy.statistics().running() == 1);
			CompletableFuture<Integer> count = client.defer("count", Integer.class);
			await().atMost(PATIENCE).until(() -> busy.statistics().running() == 2);
			for (int i = 0; i < LIMIT + 2; i++) {
				busy.stop();
				await().atMost(PATIENCE).until(() -> this.bare.messageCount(requests()) == 2);
				assertThat(busy.serve()).succeedsWithin(PATIENCE);
				await().atMost(PATIENCE).until(() -> this.bare.messageCount(requests()) == 0);
			}
			released.countDown();
			assertThat(count).succeedsWithin(PATIENCE).isEqualTo(1);
		}
	}

	private String requests() {
		return "rpc_" + this.service.name() + "_request";
	}

}
