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

package io.amphora.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.client.AmphoraClient;
import io.amphora.server.function.Acknowledge;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for batches whose calls a server hands back because it cannot run them soon.
 */
@BrokerTest
class SurplusBatchIntegrationTests {

	private static final int CONCURRENCY = 2;

	private static final int CALLS = 100;

	private final TestBroker broker;

	private final String service;

	private final TcpProxy proxy;

	private final AmphoraServer server;

	private final BareAmqp bare;

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicInteger runs = new AtomicInteger();

	SurplusBatchIntegrationTests(TestBroker broker) throws Exception {
		this.broker = broker;
		this.service = broker.uniqueName("surplus");
		this.proxy = TcpProxy.to(broker);
		this.bare = new BareAmqp(broker);
		this.server = AmphoraServer.builder(this.service, broker.connectionFactory(this.proxy))
			.concurrency(CONCURRENCY)
			.prefetch(CONCURRENCY + 1)
			.deliveryLimit(0)
			.build();
		this.server.addFunction("work", (call) -> {
			this.released.await();
			return this.runs.incrementAndGet();
		});
	}

	@BeforeEach
	void createQueue() {
		try (AmphoraClient client = AmphoraClient.builder(this.service, this.broker.connectionFactory()).build()) {
			client.serve().join();
			client.createRequestQueue(this.service);
		}
	}

	@AfterEach
	void close() {
		this.released.countDown();
		this.server.close();
		this.bare.close();
		this.proxy.close();
	}

	@Test
	void callsThatTheBrokerHasRequeuedAreNotHandedBackAsWell() throws Exception {
		for (int i = 0; i <= CONCURRENCY; i++) {
			publishBatch("work", i, "");
		}
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		// calls that are handed back are not sent before the connection is lost
		this.server.stopPublisher();
		await().atMost(PATIENCE)
			.until(() -> this.server.statistics().running() == (CONCURRENCY + 1) * CALLS
					|| this.server.statistics().held() > 0);
		this.proxy.refuse();
		this.proxy.cut();
		await().atMost(PATIENCE).until(() -> this.bare.messageCount(queue()) == CONCURRENCY + 1);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() <= CONCURRENCY * CALLS);
		this.released.countDown();
		this.proxy.resume();
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		int expected = (CONCURRENCY + 1) * CALLS;
		await().atMost(PATIENCE)
			.until(() -> this.runs.get() >= expected && this.bare.messageCount(queue()) == 0
					&& this.server.statistics().running() == 0);
		assertThat(this.runs.get() + this.server.statistics().duplicates()).isLessThanOrEqualTo(expected + CONCURRENCY);
	}

	@Test
	void callsOfARedeliveredBatchMayHaveRunAlthoughTheyWereHandedBack() throws Exception {
		String replies = this.bare.ownQueue("rpc_" + this.service + "_response_bare");
		for (int i = 0; i < CONCURRENCY; i++) {
			this.bare.publish("", queue(), new BasicProperties.Builder().contentType("application/json").build(),
					"{\"func\": \"work\", \"args\": [], \"kwargs\": {}}");
		}
		publishBatch("unknown", 0, replies);
		for (int i = 0; i <= CONCURRENCY; i++) {
			this.bare.channel().basicGet(queue(), false);
		}
		this.bare.channel().basicRecover(true);
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		await().atMost(PATIENCE).until(() -> this.bare.messageCount(queue()) > CALLS / 2);
		this.released.countDown();
		for (int i = 0; i < CALLS; i++) {
			assertThat(BareAmqp.body(this.bare.take(replies)).toString()).contains("AnswerLost");
		}
	}

	@Test
	void callsThatAreAcknowledgedOnReceiptAreNotHandedBack() throws Exception {
		this.server.addFunction(new FunctionDefinition("once", (call) -> this.runs.incrementAndGet())
			.acknowledge(Acknowledge.ON_RECEIPT));
		String replies = this.bare.ownQueue("rpc_" + this.service + "_response_bare");
		for (int i = 0; i < CONCURRENCY; i++) {
			this.bare.publish("", queue(), new BasicProperties.Builder().contentType("application/json").build(),
					"{\"func\": \"work\", \"args\": [], \"kwargs\": {}}");
		}
		publishBatch("once", 0, replies);
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		int asked = 0;
		while (asked < CALLS) {
			JsonNode reply = BareAmqp.body(this.bare.take(replies));
			asked += reply.isArray() ? reply.size() : 1;
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == CONCURRENCY);
		assertThat(this.bare.messageCount(queue())).isLessThanOrEqualTo(CONCURRENCY);
		assertThat(this.runs).hasValue(0);
	}

	private void publishBatch(String function, int number, String replyTo) throws Exception {
		String body = IntStream.range(0, CALLS)
			.mapToObj((i) -> "{\"id\": \"%d-%d\", \"func\": \"%s\", \"args\": [], \"kwargs\": {}}".formatted(number, i,
					function))
			.collect(Collectors.joining(",", "[", "]"));
		BasicProperties.Builder properties = new BasicProperties.Builder()
			.contentType("application/vnd.amphora.batch+json");
		this.bare.publish("", queue(), (replyTo.isEmpty() ? properties : properties.replyTo(replyTo)).build(), body);
	}

	private String queue() {
		return "rpc_" + this.service + "_request";
	}

}
