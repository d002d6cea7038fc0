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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.ReplyLostException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestService;
import io.amphora.transport.BatchLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that calls which travel together lose nothing of what single calls have.
 */
@BrokerTest
class BatchGuaranteesIntegrationTests {

	private static final int CALLS = 30;

	private final String service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final BareAmqp bare;

	private final AtomicInteger runs = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	BatchGuaranteesIntegrationTests(TestService service) throws Exception {
		this.service = service.name();
		AtomicInteger calls = new AtomicInteger();
		this.server = service.server((builder) -> builder.concurrency(2 * CALLS)
			.interceptor((call, chain) -> call.properties().getHeaders().get("number") + "/" + chain.proceed(call)));
		this.client = service.client((builder) -> builder.uuid("u1")
			.gracePeriod(Duration.ZERO)
			.batching(new BatchLimits(50, DataSize.ofKilobytes(64), Duration.ofMillis(200), false))
			.interceptor((call) -> call.headers().put("number", String.valueOf(calls.getAndIncrement()))));
		this.bare = service.closeLater(new BareAmqp(service.broker()));
		this.server.addFunction("echo", (call) -> {
			this.runs.incrementAndGet();
			assertThat(this.released.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
			return call.argument(0, int.class);
		});
		this.client.serve().join();
		this.client.createRequestQueue(this.service);
	}

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void eachCallHasTheHeadersOfItsOwnInterception() throws Exception {
		List<CompletableFuture<String>> calls = callMany(false);
		assertThat(this.bare.messageCount(queue("request"))).isLessThan(CALLS);
		this.released.countDown();
		this.server.serve().join();
		for (int i = 0; i < CALLS; i++) {
			assertThat(calls.get(i)).succeedsWithin(PATIENCE).isEqualTo(i + "/" + i);
		}
	}

	@RabbitMqTest
	@Test
	void eachCallFailsIfItsReplyMayBeLost() throws Exception {
		List<CompletableFuture<String>> calls = callMany(false);
		serveUntilAllRun();
		this.bare.channel().queueDelete(queue("response_u1"));
		calls.forEach((call) -> assertThat(call).failsWithin(PATIENCE.dividedBy(2))
			.withThrowableThat()
			.withCauseInstanceOf(ReplyLostException.class));
	}

	@RabbitMqTest
	@Test
	void idempotentCallsWhoseRepliesMayBeLostAreSentAgainAndRunOnce() throws Exception {
		List<CompletableFuture<String>> calls = callMany(true);
		serveUntilAllRun();
		this.bare.channel().queueDelete(queue("response_u1"));
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 2 * CALLS);
		this.released.countDown();
		for (int i = 0; i < CALLS; i++) {
			assertThat(calls.get(i)).succeedsWithin(PATIENCE).isEqualTo(i + "/" + i);
		}
		assertThat(this.runs).hasValue(CALLS);
		await().atMost(PATIENCE).until(() -> this.server.statistics().duplicates() == CALLS);
	}

	@Test
	void callsOfABatchThatCameTooOftenAreSentAlone() throws Exception {
		List<CompletableFuture<String>> calls = callMany(false);
		int batches = this.bare.messageCount(queue("request"));
		for (int i = 0; i < batches; i++) {
			comeAgain(this.bare.take(queue("request")));
		}
		this.released.countDown();
		this.server.serve().join();
		for (int i = 0; i < CALLS; i++) {
			assertThat(calls.get(i)).succeedsWithin(PATIENCE).isEqualTo(i + "/" + i);
		}
		assertThat(this.runs).hasValue(CALLS);
	}

	@Test
	void callsWithAReplyRunAgainIfTheirBatchIsRedelivered(TestService service) throws Exception {
		AmphoraServer dying = service.server((builder) -> builder.gracePeriod(Duration.ZERO));
		serveCounting(dying);
		String replies = this.bare.ownQueue(queue("response_bare"));
		String calls = IntStream.range(0, CALLS)
			.mapToObj((i) -> "{\"id\": \"%d\", \"func\": \"%s\"}".formatted(i, (i > 0) ? "count" : "wait"))
			.collect(Collectors.joining(",", "[", "]"));
		this.bare.publish("", queue("request"),
				new BasicProperties.Builder().replyTo(replies)
					.contentType("application/vnd.amphora.batch+json")
					.build(),
				calls);
		for (int replied = 0; replied < CALLS - 1;) {
			JsonNode reply = BareAmqp.body(this.bare.take(replies));
			replied += reply.isArray() ? reply.size() : 1;
		}
		assertThat(this.runs).hasValue(CALLS - 1);
		dying.close();
		serveCounting(service.server());
		await().atMost(PATIENCE).until(() -> this.runs.get() == 2 * (CALLS - 1));
	}

	private void serveCounting(AmphoraServer counting) {
		counting.addFunction("count", (call) -> this.runs.incrementAndGet());
		counting.addFunction("wait", (call) -> {
			this.released.await();
			return 0;
		});
		counting.serve().join();
	}

	/** As if a batch had come twenty times before, and a single request never. */
	private void comeAgain(GetResponse message) throws Exception {
		BasicProperties.Builder properties = message.getProps().builder();
		if (!"application/json".equals(message.getProps().getContentType())) {
			properties.headers(Map.of("amphora-deliveries", 20));
		}
		this.bare.channel().basicPublish("", queue("request"), properties.build(), message.getBody());
	}

	private List<CompletableFuture<String>> callMany(boolean idempotent) throws Exception {
		List<CompletableFuture<String>> calls = IntStream.range(0, CALLS)
			.mapToObj((i) -> this.client.function("echo").idempotent(idempotent).defer(String.class, i))
			.toList();
		await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
		return calls;
	}

	private void serveUntilAllRun() {
		this.server.serve().join();
		await().atMost(PATIENCE).until(() -> this.runs.get() == CALLS);
	}

	private String queue(String suffix) {
		return "rpc_" + this.service + "_" + suffix;
	}

}
