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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.CallStage;
import io.amphora.ReplyLostException;
import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.contract.AmphoraContracts;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for calls whose replies are lost with the response queue.
 */
@BrokerTest
class LostReplyIntegrationTests {

	private final String service;

	private final CachingConnectionFactory connections;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final BareAmqp bare;

	private final AtomicInteger runs = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	LostReplyIntegrationTests(TestService service) throws Exception {
		this.service = service.name();
		this.connections = service.broker().connectionFactory();
		this.server = service.server();
		this.client = service.client(this.connections, (builder) -> builder.uuid("u1").gracePeriod(Duration.ZERO));
		this.bare = service.closeLater(new BareAmqp(service.broker()));
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("count", (call) -> this.runs.incrementAndGet());
		this.server.addFunction("wait", (call) -> waitToReply());
		assertThat(this.client.serve()).succeedsWithin(PATIENCE);
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
	}

	private String waitToReply() throws InterruptedException {
		this.runs.incrementAndGet();
		assertThat(this.released.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
		return "done";
	}

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@RabbitMqTest
	@Test
	void callFailsAtOnceWhenItsResponseQueueWasDeleted() throws Exception {
		CompletableFuture<String> call = this.client.defer("wait", String.class);
		await().atMost(PATIENCE).until(() -> this.runs.get() == 1);
		deleteResponseQueue();
		assertThat(call).failsWithin(PATIENCE.dividedBy(2))
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(ReplyLostException.class, (ex) -> {
				assertThat(ex.report().function()).isEqualTo("wait");
				assertThat(ex.report().stage()).isIn(CallStage.SENT, CallStage.CONFIRMED);
			})
			.withMessageContaining("may be lost")
			.withMessageContaining("idempotent");
		assertThat(this.client.call("count", Integer.class)).isEqualTo(2);
	}

	@RabbitMqTest
	@Test
	void claimFailsWhenItsResponseQueueIsLost() throws Exception {
		CompletableFuture<String> claim = this.client.claimAsync("of-an-earlier-life", String.class);
		deleteResponseQueue();
		assertThat(claim).failsWithin(PATIENCE.dividedBy(2))
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(ReplyLostException.class,
					(ex) -> assertThat(ex.report().stage()).isEqualTo(CallStage.CLAIMED));
	}

	@RabbitMqTest
	@Test
	void gatherEndsWithWhatItHasWhenItsResponseQueueIsLost() throws Exception {
		try (AmphoraFanoutClient fanout = fanoutClient();
				AmphoraFanoutServer quick = fanoutServer("quick");
				AmphoraFanoutServer slow = fanoutServer("slow")) {
			quick.addFunction("who", (call) -> "quick");
			slow.addFunction("who", (call) -> waitToReply());
			List<FanoutReply<String>> replies = new CopyOnWriteArrayList<>();
			CompletableFuture<List<FanoutReply<String>>> some = fanout.gather("who", String.class)
				.expecting(2)
				.forEachAsync(replies::add);
			CompletableFuture<List<FanoutReply<String>>> all = fanout.gather("who", String.class)
				.quorum(2)
				.forEachAsync(replies::add);
			await().atMost(PATIENCE).until(() -> replies.size() == 2 && this.runs.get() == 2);
			this.bare.channel().queueDelete("rpc_" + this.service + "_response_u2");
			assertThat(some).succeedsWithin(PATIENCE.dividedBy(2))
				.satisfies((got) -> assertThat(got).extracting(FanoutReply::value).containsExactly("quick"));
			assertThat(all).failsWithin(PATIENCE.dividedBy(2))
				.withThrowableThat()
				.withCauseInstanceOf(ReplyLostException.class);
		}
	}

	private AmphoraFanoutClient fanoutClient() {
		return AmphoraFanoutClient.builder(this.service, this.connections)
			.uuid("u2")
			.timeout(PATIENCE)
			.gracePeriod(Duration.ZERO)
			.build();
	}

	private AmphoraFanoutServer fanoutServer(String uuid) {
		AmphoraFanoutServer created = AmphoraFanoutServer.builder(this.service, this.connections)
			.uuid(uuid)
			.gracePeriod(Duration.ZERO)
			.build();
		assertThat(created.serve()).succeedsWithin(PATIENCE);
		return created;
	}

	@Test
	void idempotentCallWhoseReplyWasLostIsSentAgainAndSucceeds() throws Exception {
		this.client.stopConsumer();
		CompletableFuture<Integer> call = this.client.function("count").idempotent(true).defer(Integer.class);
		await().atMost(PATIENCE).until(() -> this.bare.messageCount(queue("response_u1")) == 1);
		deleteResponseQueue();
		this.client.serve();
		assertThat(call).succeedsWithin(PATIENCE).isEqualTo(1);
		assertThat(this.server.statistics().duplicates()).isEqualTo(1);
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void idempotentCallIsSentAgainAfterTheConnectionAndTheResponseQueueWereLost() throws Exception {
		CompletableFuture<String> call = AmphoraContracts.create(Waiting.class, this.client).waitForRelease();
		await().atMost(PATIENCE).until(() -> this.runs.get() == 1);
		deleteResponseQueue();
		this.connections.resetConnection();
		// sent again by the client, and perhaps delivered again by the broker as well
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() >= 2);
		this.released.countDown();
		assertThat(call).succeedsWithin(PATIENCE).isEqualTo("done");
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void callSurvivesALostConnectionIfItsResponseQueueIsThereStill() {
		CompletableFuture<String> call = this.client.defer("wait", String.class);
		await().atMost(PATIENCE).until(() -> this.runs.get() == 1);
		for (int i = 0; i < 3; i++) {
			this.connections.resetConnection();
			assertThat(this.client.call("count", Integer.class)).isPositive();
		}
		this.released.countDown();
		assertThat(call).succeedsWithin(PATIENCE).isEqualTo("done");
	}

	private void deleteResponseQueue() throws Exception {
		this.bare.channel().queueDelete(queue("response_u1"));
	}

	private String queue(String suffix) {
		return "rpc_" + this.service + "_" + suffix;
	}

	@AmphoraContract("waiting")
	interface Waiting {

		@AmphoraFunction(name = "wait", idempotent = true)
		CompletableFuture<String> waitForRelease();

	}

}
