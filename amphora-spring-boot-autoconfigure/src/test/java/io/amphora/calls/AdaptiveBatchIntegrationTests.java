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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.function.Acknowledge;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the batches of clients with default settings, which adapt to the load and to
 * the servers.
 */
@BrokerTest
@Timeout(60)
class AdaptiveBatchIntegrationTests {

	private static final String SUM = "{\"result\": 5}";

	private static final String REFUSAL = "{\"exception\": {\"type\": \"WrongRequest\", \"args\": [\"no dict\"]}}";

	private static final Map<String, Object> SHORT = Map.of("amphora-batch", 100);

	private static final Map<String, Object> LONG = Map.of("amphora-batch", 1);

	private final TestService service;

	private final AmphoraClient client;

	private final BareAmqp bare;

	private final List<CompletableFuture<Integer>> sums = new ArrayList<>();

	AdaptiveBatchIntegrationTests(TestService service) throws Exception {
		this.service = service;
		this.bare = service.closeLater(new BareAmqp(service.broker()));
		this.client = service.client((builder) -> builder.gracePeriod(Duration.ZERO));
	}

	@BeforeEach
	void serve() {
		this.client.serve().join();
		this.client.createRequestQueue(this.service.name());
	}

	@Test
	void callsOfAShortFunctionAreBatchedWhileManyArePending() throws Exception {
		add(40);
		List<GetResponse> first = takeCalls(40);
		assertThat(first).as("before a server has replied").hasSize(40);
		reply(first.get(0), SHORT);
		assertThat(this.sums.get(0)).succeedsWithin(PATIENCE).isEqualTo(5);
		add(40);
		assertThat(takeCalls(40)).hasSizeLessThan(40);
	}

	@Test
	void callsOfALongFunctionAreSeparate() throws Exception {
		replyToOneOf(40, LONG);
		add(40);
		assertThat(takeCalls(40)).hasSize(40);
	}

	@Test
	void callsAreSeparateWhileFewArePending() throws Exception {
		add(1);
		reply(takeCalls(1).get(0), SHORT);
		assertThat(this.sums.get(0)).succeedsWithin(PATIENCE).isEqualTo(5);
		add(16);
		assertThat(takeCalls(16)).hasSize(16);
	}

	@Test
	void callsAreSeparateAfterAReplyOfAServerWithoutBatches() throws Exception {
		List<GetResponse> requests = replyToOneOf(40, SHORT);
		reply(requests.get(1), Map.of());
		assertThat(this.sums.get(1)).succeedsWithin(PATIENCE).isEqualTo(5);
		reply(requests.get(2), SHORT);
		assertThat(this.sums.get(2)).succeedsWithin(PATIENCE).isEqualTo(5);
		add(40);
		assertThat(takeCalls(40)).hasSize(40);
	}

	@Test
	void repliesAskForSeparateCallsIfBatchesDoNotPay() throws Exception {
		AmphoraServer server = this.service.server();
		server.addFunction("large", (call) -> "x".repeat(20_000));
		server.addFunction(new FunctionDefinition("once", (call) -> 1).acknowledge(Acknowledge.ON_RECEIPT));
		server.serve().join();
		assertThat(batchSize("large")).isEqualTo(1);
		assertThat(batchSize("once")).isEqualTo(1);
	}

	private Object batchSize(String function) throws Exception {
		String replies = this.bare.ownQueue("rpc_%s_response_%s".formatted(this.service.name(), function));
		this.bare.publish("", requestQueue(), new BasicProperties.Builder().replyTo(replies).build(),
				"{\"func\": \"%s\"}".formatted(function));
		return this.bare.take(replies).getProps().getHeaders().get("amphora-batch");
	}

	@Test
	void descriptionOfAFanoutServerDoesNotStopBatches() throws Exception {
		replyToOneOf(40, SHORT);
		try (AmphoraFanoutServer server = this.service.fanoutServer()) {
			server.serve().join();
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.client.describeAll(Duration.ofSeconds(1))).hasSize(1));
		}
		add(40);
		assertThat(takeCalls(40)).hasSizeLessThan(40);
	}

	@Test
	void noCallFailsWhileAServerWithoutBatchesJoinsAndLeaves() throws Exception {
		AmphoraServer server = this.service.server();
		server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
		server.serve().join();
		AtomicBoolean end = new AtomicBoolean();
		List<CompletableFuture<Void>> loads = IntStream.range(0, 64).mapToObj((i) -> load(end)).toList();
		for (int i = 0; i < 3; i++) {
			serveWithoutBatches(40);
		}
		end.set(true);
		assertThat(loads).allSatisfy((load) -> assertThat(load).succeedsWithin(PATIENCE));
		assertThat(this.client.statistics().replies()).isGreaterThan(120);
	}

	private CompletableFuture<Void> load(AtomicBoolean end) {
		return this.client.defer("add", Integer.class, 2, 3).thenComposeAsync((sum) -> {
			assertThat(sum).isEqualTo(5);
			return end.get() ? CompletableFuture.completedFuture(null) : load(end);
		});
	}

	/** A Python server, for instance, for a number of requests. */
	private void serveWithoutBatches(int requests) throws Exception {
		Channel channel = this.bare.channel();
		CountDownLatch replied = new CountDownLatch(requests);
		channel.basicQos(1);
		String consumer = channel.basicConsume(requestQueue(), false, (tag, request) -> {
			boolean batch = BareAmqp.parse(new String(request.getBody(), StandardCharsets.UTF_8)).isArray();
			BasicProperties asked = request.getProperties();
			channel.basicPublish("", asked.getReplyTo(),
					new BasicProperties.Builder().messageId(asked.getMessageId())
						.correlationId(asked.getCorrelationId())
						.contentType("application/json")
						.build(),
					(batch ? REFUSAL : SUM).getBytes(StandardCharsets.UTF_8));
			channel.basicAck(request.getEnvelope().getDeliveryTag(), false);
			replied.countDown();
		}, (tag) -> {
		});
		assertThat(replied.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		channel.basicCancel(consumer);
	}

	private String requestQueue() {
		return "rpc_" + this.service.name() + "_request";
	}

	private List<GetResponse> replyToOneOf(int calls, Map<String, Object> headers) throws Exception {
		add(calls);
		List<GetResponse> requests = takeCalls(calls);
		reply(requests.get(0), headers);
		assertThat(this.sums.get(0)).succeedsWithin(PATIENCE).isEqualTo(5);
		return requests;
	}

	private void add(int calls) {
		for (int i = 0; i < calls; i++) {
			this.sums.add(this.client.defer("add", Integer.class, 2, 3));
		}
	}

	private List<GetResponse> takeCalls(int calls) {
		List<GetResponse> messages = new ArrayList<>();
		int taken = 0;
		while (taken < calls) {
			GetResponse message = this.bare.take(requestQueue());
			JsonNode body = BareAmqp.body(message);
			taken += body.isArray() ? body.size() : 1;
			messages.add(message);
		}
		return messages;
	}

	private void reply(GetResponse request, Map<String, Object> headers) throws Exception {
		this.bare.publish("", request.getProps().getReplyTo(),
				new BasicProperties.Builder().correlationId(request.getProps().getCorrelationId())
					.contentType("application/json")
					.headers(headers)
					.build(),
				SUM);
	}

}
