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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.client.AmphoraClient;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for servers whose functions do not end.
 */
@BrokerTest
class StalledServerIntegrationTests {

	private static final Duration SHORT = Duration.ofMillis(100);

	private static final int CONCURRENCY = 2;

	private static final int PREFETCH = 4;

	private final TestBroker broker;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final Semaphore hanging = new Semaphore(0);

	private final AtomicInteger started = new AtomicInteger();

	private final List<CompletableFuture<String>> futures = new CopyOnWriteArrayList<>();

	StalledServerIntegrationTests(TestService service) {
		this.broker = service.broker();
		this.server = service.server((builder) -> builder.concurrency(CONCURRENCY)
			.overdueConcurrency(0)
			.prefetch(PREFETCH)
			.gracePeriod(SHORT));
		this.client = service.client();
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("hang", (call) -> {
			this.started.incrementAndGet();
			this.hanging.acquire();
			return "ended";
		});
		this.server.addFunction("never", (call) -> {
			CompletableFuture<String> future = new UncancellableFuture();
			this.futures.add(future);
			this.started.incrementAndGet();
			return future;
		});
		this.server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
	}

	@AfterEach
	void release() {
		this.hanging.release(100);
	}

	@Test
	void serverWhoseFunctionsAllHangLeavesRequestsInTheQueueUntilOneEnds() throws Exception {
		stall();
		assertThat(this.server.statistics().overdue()).isEqualTo(CONCURRENCY);
		CompletableFuture<Integer> waiting = this.client.defer("add", int.class, 2, 3);
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			await().atMost(PATIENCE).until(() -> bare.messageCount(this.server.queue()) == 1);
		}
		this.hanging.release();
		assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo(5);
		assertThat(this.server.stalled()).isFalse();
		await().atMost(PATIENCE).until(() -> this.server.statistics().overdue() == CONCURRENCY - 1);
	}

	@Test
	void stalledServerRequeuesWaitingRequests() throws Exception {
		CompletableFuture<?>[] hung = new CompletableFuture<?>[CONCURRENCY];
		for (int i = 0; i < CONCURRENCY; i++) {
			hung[i] = this.client.function("hang").timeout(PATIENCE.dividedBy(10)).defer(String.class);
		}
		await().atMost(PATIENCE).until(() -> this.started.get() == CONCURRENCY);
		CompletableFuture<Integer> waiting = this.client.defer("add", int.class, 2, 3);
		await().atMost(PATIENCE).until(() -> this.server.stalled() && !this.server.serving());
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			await().atMost(PATIENCE).until(() -> bare.messageCount(this.server.queue()) == 1);
		}
		this.hanging.release();
		assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo(5);
		assertThat(hung[0]).isDone();
	}

	@Test
	void stalledServerRequeuesTheCallsOfBatches() throws Exception {
		for (int i = 0; i < CONCURRENCY; i++) {
			this.client.function("hang").timeout(PATIENCE.dividedBy(10)).defer(String.class);
		}
		await().atMost(PATIENCE).until(() -> this.started.get() == CONCURRENCY);
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			bare.publish("", this.server.queue(),
					new BasicProperties.Builder().contentType("application/vnd.amphora.batch+json").build(),
					"[{\"id\":\"1\",\"func\":\"add\"},{\"id\":\"2\",\"func\":\"add\"},{\"id\":\"3\",\"func\":\"add\"}]");
			await().atMost(PATIENCE).until(() -> this.server.stalled() && !this.server.serving());
			await().atMost(PATIENCE).until(() -> bare.messageCount(this.server.queue()) == 3);
		}
	}

	@Test
	void stalledServerTakesNothingFromFurtherQueues() {
		String queue = this.broker.uniqueName("further");
		this.client.createRequestQueue(queue);
		QueueReceiver receiver = this.server.receiveFromQueue("rpc_" + queue + "_request",
				ReceiveOptions.unlimited().block(false));
		await().atMost(PATIENCE).until(() -> this.server.consumers().get(1).consuming());
		stall();
		await().atMost(PATIENCE).until(() -> !this.server.consumers().get(1).consuming());
		this.hanging.release(CONCURRENCY);
		await().atMost(PATIENCE).until(() -> this.server.consumers().get(1).consuming());
		receiver.cancel();
		assertThat(receiver.closed()).succeedsWithin(PATIENCE);
	}

	@Test
	void serverWithFuturesThatDoNotCompleteIsStalledOnceTheyTakeThePrefetch() {
		callInVain("never", PREFETCH);
		await().atMost(PATIENCE).until(this.server::stalled);
		CompletableFuture<Integer> waiting = this.client.defer("add", int.class, 2, 3);
		this.futures.get(0).complete("ended");
		assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo(5);
		await().atMost(PATIENCE).until(() -> !this.server.stalled());
	}

	private void stall() {
		callInVain("hang", CONCURRENCY);
		await().atMost(PATIENCE).until(() -> this.server.stalled() && !this.server.serving());
	}

	/** A machine that is busy may drop a request that comes too late. */
	private void callInVain(String function, int count) {
		await().atMost(PATIENCE).until(() -> {
			assertThat(this.client.function(function).timeout(SHORT).defer(String.class)).failsWithin(PATIENCE);
			return this.started.get() == count;
		});
	}

	private static final class UncancellableFuture extends CompletableFuture<String> {

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			return false;
		}

	}

}
