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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.TopologyException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.server.receiver.ReceiveTimeoutException;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AmphoraServer#receiveFromQueue}.
 */
@BrokerTest
class ReceiveFromQueueIntegrationTests {

	private final TestService service;

	private final String label;

	private final String queue;

	private final AmphoraClient client;

	private final AtomicInteger executed = new AtomicInteger();

	private final CountDownLatch mayReturn = new CountDownLatch(1);

	ReceiveFromQueueIntegrationTests(TestService service) {
		this.service = service;
		this.label = service.broker().uniqueName("jobs");
		this.queue = "rpc_" + this.label + "_request";
		this.client = service.client((builder) -> builder.timeout(Duration.ofSeconds(60)));
	}

	@BeforeEach
	void createQueue() {
		this.client.createRequestQueue(this.label);
	}

	@AfterEach
	void close() {
		this.mayReturn.countDown();
		this.client.removeRequestQueue(this.label);
	}

	@Test
	void takesNoMoreThanTheMaximum() {
		List<CompletableFuture<Integer>> results = call(20);
		QueueReceiver receiver = server().receiveFromQueue(this.queue, ReceiveOptions.unlimited().maxCalls(5));
		assertThat(receiver.count()).isEqualTo(5);
		assertThat(receiver.state()).isEqualTo(QueueReceiver.State.CLOSED);
		assertThat(this.executed).hasValue(5);
		Awaitility.await().untilAsserted(() -> assertThat(results).filteredOn(CompletableFuture::isDone).hasSize(5));
		receiver = server().receiveFromQueue(this.queue, ReceiveOptions.unlimited().maxCalls(15));
		assertThat(receiver.count()).isEqualTo(15);
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(Duration.ofSeconds(20)));
		assertThat(this.executed).hasValue(20);
	}

	@Test
	void severalServersTakeTheirMaximumEachUnderLoad() {
		List<QueueReceiver> receivers = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			receivers.add(server().receiveFromQueue(this.queue, ReceiveOptions.unlimited().maxCalls(100).block(false)));
		}
		List<CompletableFuture<Integer>> results = call(600);
		assertThat(receivers)
			.allSatisfy((receiver) -> assertThat(receiver.closed()).succeedsWithin(Duration.ofSeconds(30)));
		assertThat(this.executed).hasValue(400);
		Awaitility.await().untilAsserted(() -> assertThat(results).filteredOn(CompletableFuture::isDone).hasSize(400));
		server().receiveFromQueue(this.queue, ReceiveOptions.unlimited().maxCalls(200));
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(Duration.ofSeconds(20)));
		assertThat(this.executed).hasValue(600);
	}

	@Test
	void timeoutBeforeTheMaximumIsRaised() {
		call(1);
		assertThatExceptionOfType(ReceiveTimeoutException.class)
			.isThrownBy(() -> server().receiveFromQueue(this.queue,
					ReceiveOptions.unlimited().maxCalls(2).timeout(Duration.ofSeconds(1))))
			.withMessageContaining("1 of 2")
			.withMessageContaining(this.queue);
	}

	@Test
	void timeoutEndsAnUnusedReceiver() {
		QueueReceiver receiver = server().receiveFromQueue(this.queue,
				ReceiveOptions.unlimited().timeout(Duration.ofMillis(200)).block(false));
		assertThat(receiver.closed()).succeedsWithin(Duration.ofSeconds(20));
		assertThat(receiver.ended()).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.withCauseInstanceOf(ReceiveTimeoutException.class);
	}

	@Test
	void channelStaysOpenUntilTheLastFunctionHasReturned() {
		List<CompletableFuture<Integer>> results = new ArrayList<>();
		results.add(function("wait").defer(Integer.class));
		QueueReceiver receiver = server().receiveFromQueue(this.queue,
				ReceiveOptions.unlimited().maxCalls(1).blockUntilClosed(false));
		assertThat(receiver.state()).isEqualTo(QueueReceiver.State.ENDING);
		assertThat(receiver.closed()).isNotDone();
		this.mayReturn.countDown();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(Duration.ofSeconds(20)));
		assertThat(receiver.closed()).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.executed).hasValue(1);
	}

	@Test
	void cancelledReceiverLeavesFurtherRequestsInTheQueue() {
		QueueReceiver receiver = server().receiveFromQueue(this.queue, ReceiveOptions.unlimited().block(false));
		assertThat(call(1)).allSatisfy((result) -> assertThat(result).succeedsWithin(Duration.ofSeconds(20)));
		receiver.cancel();
		assertThat(receiver.closed()).succeedsWithin(Duration.ofSeconds(20));
		CompletableFuture<Integer> waiting = call(1).get(0);
		server().receiveFromQueue(this.queue, ReceiveOptions.unlimited().maxCalls(1));
		assertThat(waiting).succeedsWithin(Duration.ofSeconds(20));
		assertThat(receiver.count()).isEqualTo(1);
	}

	@Test
	void missingQueueIsNamedAndDoesNotAffectOtherConsumers() {
		AmphoraServer server = server();
		QueueReceiver other = server.receiveFromQueue(this.queue, ReceiveOptions.unlimited().block(false));
		assertThatExceptionOfType(TopologyException.class)
			.isThrownBy(() -> server.receiveFromQueue("rpc_nothing_request", ReceiveOptions.unlimited()))
			.withMessageContaining("rpc_nothing_request");
		assertThat(call(1)).allSatisfy((result) -> assertThat(result).succeedsWithin(Duration.ofSeconds(20)));
		assertThat(other.state()).isEqualTo(QueueReceiver.State.RECEIVING);
	}

	@Test
	void queueThatIsRemovedEndsTheReceiver() {
		Assumptions.assumeTrue(this.service.broker().rabbitMq(),
				"No RabbitMQ: the embedded broker does not tell of removed queues");
		QueueReceiver receiver = server().receiveFromQueue(this.queue, ReceiveOptions.unlimited().block(false));
		assertThat(call(1)).allSatisfy((result) -> assertThat(result).succeedsWithin(Duration.ofSeconds(20)));
		this.client.removeRequestQueue(this.label);
		assertThat(receiver.ended()).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.withCauseInstanceOf(TopologyException.class);
	}

	private List<CompletableFuture<Integer>> call(int times) {
		List<CompletableFuture<Integer>> results = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			results.add(function("count").waitPublish(true).defer(Integer.class));
		}
		return results;
	}

	private RemoteFunction function(String name) {
		return this.client.function(name).routingKey(this.label);
	}

	private AmphoraServer server() {
		AmphoraServer server = this.service.server();
		server.addFunction("count", (call) -> this.executed.incrementAndGet());
		server.addFunction("wait", (call) -> {
			this.mayReturn.await();
			return this.executed.incrementAndGet();
		});
		server.stopPublisher();
		server.serve();
		server.prepareStop();
		return server;
	}

}
