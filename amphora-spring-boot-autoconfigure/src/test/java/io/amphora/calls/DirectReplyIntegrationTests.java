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

package io.amphora.calls;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.rabbitmq.client.GetResponse;
import io.amphora.CallStage;
import io.amphora.ReplyLostException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ReplyMode;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.embedded.EmbeddedBroker;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for clients whose replies come by direct reply-to.
 */
@RabbitMqTest
class DirectReplyIntegrationTests {

	private final TestService service;

	private final CachingConnectionFactory connections;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final AtomicInteger runs = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	DirectReplyIntegrationTests(TestService service) {
		this.service = service;
		this.connections = service.broker().connectionFactory();
		this.server = service.server();
		this.client = service.client(this.connections,
				(builder) -> builder.uuid("u1")
					.replyMode(ReplyMode.DIRECT)
					.gracePeriod(Duration.ZERO)
					.autoStartup(false));
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		this.server.addFunction("wait", (call) -> {
			this.runs.incrementAndGet();
			assertThat(this.released.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
			return "done";
		});
		assertThat(this.client.serve()).succeedsWithin(PATIENCE);
	}

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void closedClientCancelsCallsWithACorrelationIdBecauseTheyCannotBeClaimed() {
		this.server.addFunction("never", (call) -> {
			this.runs.incrementAndGet();
			return new CompletableFuture<>();
		});
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		this.client.function("never").correlationId("order-17").defer(Object.class);
		await().atMost(PATIENCE).until(() -> this.runs.get() == 1);
		this.client.close();
		await().atMost(PATIENCE).until(() -> this.server.statistics().cancelled() == 1);
	}

	@Test
	void repliesArriveWithoutAResponseQueue() throws Exception {
		this.server.serve();
		assertThat(this.client.call("add", Integer.class, 2, 3)).isEqualTo(5);
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> this.client.call("none", String.class));
		try (BareAmqp bare = new BareAmqp(this.service.broker())) {
			assertThatIOException().isThrownBy(() -> bare.messageCount("rpc_" + this.service.name() + "_response_u1"));
		}
	}

	@Test
	void repliesCountAsDelivered() {
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		assertThat(this.client.call("add", Integer.class, 2, 3)).isEqualTo(5);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.server.statistics().undeliverable()).isZero();
	}

	@Test
	void requestsNameTheDirectReplyTo() throws Exception {
		this.client.function("add").waitPublish(true).defer(Integer.class, 2, 3);
		try (BareAmqp bare = new BareAmqp(this.service.broker())) {
			GetResponse request = bare.take("rpc_" + this.service.name() + "_request");
			assertThat(request.getProps().getReplyTo()).startsWith("amq.rabbitmq.reply-to.");
		}
	}

	@Test
	void manyRepliesArriveTogether() {
		this.server.serve();
		List<CompletableFuture<Integer>> sums = IntStream.range(0, 2000)
			.mapToObj((i) -> this.client.defer("add", Integer.class, i, 1))
			.toList();
		for (int i = 0; i < sums.size(); i++) {
			assertThat(sums.get(i)).succeedsWithin(PATIENCE).isEqualTo(i + 1);
		}
		assertThat(this.client.statistics().late()).isZero();
	}

	@Test
	void confirmedCallFailsAtOnceWhenTheConnectionIsLost() {
		CompletableFuture<String> call = waitAtTheServer(false);
		this.connections.resetConnection();
		assertThat(call).failsWithin(PATIENCE.dividedBy(2))
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(ReplyLostException.class,
					(ex) -> assertThat(ex.report().stage()).isEqualTo(CallStage.CONFIRMED))
			.withMessageContaining("direct replies were lost with the connection");
		assertThat(this.client.call("add", Integer.class, 2, 3)).isEqualTo(5);
	}

	/** Some are confirmed just when the channel is closed. */
	@Test
	void confirmedCallsFailAtOnceWhenTheClientIsStopped() {
		this.server.serve();
		for (int round = 0; round < 5; round++) {
			List<CompletableFuture<String>> calls = IntStream.range(0, 100)
				.mapToObj((i) -> this.client.defer("wait", String.class))
				.toList();
			this.client.stop();
			await().atMost(PATIENCE.dividedBy(2)).until(() -> open(calls) == this.client.statistics().held());
			calls.forEach((call) -> call.cancel(false));
			assertThat(this.client.serve()).succeedsWithin(PATIENCE);
		}
	}

	private static long open(List<CompletableFuture<String>> calls) {
		return calls.stream().filter((call) -> !call.isDone()).count();
	}

	@Test
	void pendingCallsFailWhenTheClientIsClosed() {
		List<CompletableFuture<String>> calls = IntStream.range(0, 2000)
			.mapToObj((i) -> this.client.defer("wait", String.class))
			.toList();
		await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
		this.client.close();
		calls.forEach((call) -> assertThat(call).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseExactlyInstanceOf(StoppedException.class));
	}

	@Test
	void idempotentCallIsSentAgainAndRunsOnceWhenTheConnectionIsLost() {
		CompletableFuture<String> call = waitAtTheServer(true);
		this.connections.resetConnection();
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 2);
		this.released.countDown();
		assertThat(call).succeedsWithin(PATIENCE).isEqualTo("done");
		assertThat(this.runs).hasValue(1);
		assertThat(this.server.statistics().duplicates()).isEqualTo(1);
	}

	private CompletableFuture<String> waitAtTheServer(boolean idempotent) {
		this.server.serve();
		CompletableFuture<String> call = this.client.function("wait")
			.idempotent(idempotent)
			.waitPublish(true)
			.defer(String.class);
		await().atMost(PATIENCE).until(() -> this.runs.get() == 1);
		return call;
	}

	@Test
	void callsAreHeldUntilThereIsAConnection() {
		this.client.stop();
		CompletableFuture<Integer> sum = this.client.defer("add", Integer.class, 2, 3);
		this.server.serve();
		this.client.serve();
		assertThat(sum).succeedsWithin(PATIENCE).isEqualTo(5);
	}

	@Test
	void repliesOfAllFanoutServersArrive() {
		AmphoraFanoutServer first = fanoutServer();
		AmphoraFanoutServer second = fanoutServer();
		AmphoraFanoutClient all = this.service.fanoutClient((builder) -> builder.replyMode(ReplyMode.DIRECT));
		assertThat(all.gather("who", String.class).expecting(2).timeout(PATIENCE).call()).extracting(FanoutReply::value)
			.containsExactlyInAnyOrder(first.uuid(), second.uuid());
	}

	private AmphoraFanoutServer fanoutServer() {
		AmphoraFanoutServer fanout = this.service.fanoutServer();
		fanout.addFunction("who", (call) -> fanout.uuid());
		assertThat(fanout.serve()).succeedsWithin(PATIENCE);
		return fanout;
	}

	@Test
	void directRepliesCannotBeClaimed() {
		assertThatIllegalStateException().isThrownBy(() -> this.client.claimAsync("1", String.class))
			.withMessageContaining("reply-mode");
	}

	@Test
	void brokerWithoutDirectReplyToIsRefusedWithAClearError() {
		try (EmbeddedBroker embedded = EmbeddedBroker.start(0)) {
			CachingConnectionFactory connectionFactory = new CachingConnectionFactory("127.0.0.1", embedded.port());
			connectionFactory.setUsername(embedded.username());
			connectionFactory.setPassword(embedded.password());
			try (AmphoraClient direct = AmphoraClient.builder(this.service.name(), connectionFactory)
				.replyMode(ReplyMode.DIRECT)
				.timeout(PATIENCE)
				.build()) {
				assertThat(direct.serve()).failsWithin(PATIENCE)
					.withThrowableThat()
					.withCauseInstanceOf(TopologyException.class)
					.withMessageContaining("does not support direct reply-to");
				assertThatExceptionOfType(TopologyException.class)
					.isThrownBy(() -> direct.call("add", Integer.class, 2, 3))
					.withMessageContaining("does not support direct reply-to");
			}
			finally {
				connectionFactory.destroy();
			}
		}
	}

}
