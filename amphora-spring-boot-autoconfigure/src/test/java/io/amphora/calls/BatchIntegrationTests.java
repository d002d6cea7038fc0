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

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.IgnoreRequestException;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.client.AmphoraClient;
import io.amphora.observation.ObservationClientInterceptor;
import io.amphora.server.AmphoraServer;
import io.amphora.server.function.Acknowledge;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import io.amphora.transport.BatchLimits;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Calls that travel together, from client to server and back.
 */
@BrokerTest
@Timeout(30)
class BatchIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String BATCH = "application/vnd.amphora.batch+json";

	private final TestBroker broker;

	private final TestService service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final Queue<String> requestIds = new ConcurrentLinkedQueue<>();

	BatchIntegrationTests(TestService service) {
		this.service = service;
		this.broker = service.broker();
		this.server = service.server((builder) -> builder.maxIgnores(2));
		this.client = client();
	}

	private AmphoraClient client() {
		return this.service.client((builder) -> builder.timeout(PATIENCE)
			.batching(new BatchLimits(50, DataSize.ofKilobytes(64), Duration.ofMillis(200), false)));
	}

	@BeforeEach
	void addFunctions() {
		this.server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
		this.server.addFunction("fail", (call) -> {
			throw new RemoteException("ValueError", call.argument(0, int.class));
		});
		this.client.serve().join();
		this.client.createRequestQueue(this.service.name());
	}

	@Test
	void sendsCallsTogetherThatWaitForOthers() throws Exception {
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			this.client.stop();
			List<CompletableFuture<Integer>> sums = addMany(120);
			this.client.serve();
			List<GetResponse> messages = new ArrayList<>();
			int calls = 0;
			while (calls < 120) {
				GetResponse message = bare.take(requestQueue());
				messages.add(message);
				calls += BATCH.equals(message.getProps().getContentType()) ? BareAmqp.body(message).size() : 1;
			}
			assertThat(messages).hasSizeLessThan(20);
			GetResponse batch = messages.stream()
				.filter((message) -> BATCH.equals(message.getProps().getContentType()))
				.findFirst()
				.orElseThrow();
			assertThat(batch.getProps().getExpiration()).isNotNull();
			assertThat(batch.getProps().getHeaders()).containsOnlyKeys("amphora-sent-at", "amphora-clock");
			assertThat(BareAmqp.body(batch).get(0).get("func").asText()).isEqualTo("add");
			assertThat(BareAmqp.body(batch).get(0).get("expiration").asLong()).isBetween(1L, PATIENCE.toMillis());
			sums.forEach((sum) -> sum.cancel(false));
		}
	}

	@Test
	void givesEachCallItsOwnResultOrError() {
		this.server.serve().join();
		List<CompletableFuture<Integer>> sums = addMany(300);
		List<CompletableFuture<Integer>> failures = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			failures.add(this.client.defer("fail", int.class, i));
			failures.add(this.client.defer("unknown", int.class, i));
		}
		for (int i = 0; i < 300; i++) {
			assertThat(sums.get(i).join()).isEqualTo(i + 1);
		}
		for (int i = 0; i < 100; i++) {
			assertThatExceptionOfType(CompletionException.class).isThrownBy(failures.get(2 * i)::join)
				.havingCause()
				.isInstanceOfSatisfying(RemoteException.class,
						(ex) -> assertThat(ex.errorType()).isEqualTo("ValueError"));
			assertThatExceptionOfType(CompletionException.class).isThrownBy(failures.get(2 * i + 1)::join)
				.havingCause()
				.isInstanceOf(WrongRequestException.class);
		}
		assertSettled();
	}

	@Test
	void resultThatCannotBeReadHurtsNoOther() {
		this.server.addFunction("number", (call) -> new BigInteger("7".repeat(1001)));
		this.server.addFunction("large", (call) -> "x".repeat(70_000));
		this.server.serve().join();
		List<CompletableFuture<Integer>> sums = new ArrayList<>();
		List<CompletableFuture<Integer>> failures = new ArrayList<>();
		List<CompletableFuture<String>> large = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			sums.addAll(addMany(10));
			failures.add(this.client.defer("number", int.class));
			large.add(this.client.defer("large", String.class));
		}
		sums.forEach((sum) -> assertThat(sum).succeedsWithin(PATIENCE));
		large.forEach((text) -> assertThat(text.join()).hasSize(70_000));
		failures.forEach((number) -> assertThatExceptionOfType(CompletionException.class).isThrownBy(number::join)
			.withCauseInstanceOf(WrongResultException.class));
		assertSettled();
	}

	@Test
	void doesNotLetASlowCallDelayTheOthers() throws Exception {
		CountDownLatch slow = new CountDownLatch(1);
		this.server.addFunction("wait", (call) -> slow.await(20, TimeUnit.SECONDS));
		List<CompletableFuture<Integer>> sums = addMany(10);
		CompletableFuture<Boolean> waiting = this.client.defer("wait", boolean.class);
		sums.addAll(addMany(30));
		this.server.serve().join();
		sums.forEach(CompletableFuture::join);
		assertThat(waiting).isNotDone();
		slow.countDown();
		assertThat(waiting.join()).isTrue();
		assertSettled();
	}

	@Test
	void runsCallsOfABatchAgainIfItWasNotAcknowledged() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		AmphoraServer dying = this.service.server((builder) -> builder.gracePeriod(Duration.ZERO));
		dying.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
		dying.addFunction("hang", (call) -> never.await(20, TimeUnit.SECONDS));
		this.server.addFunction("hang", (call) -> call.context().redelivered());
		List<CompletableFuture<Integer>> sums = addMany(5);
		CompletableFuture<Boolean> hanging = this.client.defer("hang", boolean.class);
		dying.serve().join();
		sums.forEach(CompletableFuture::join);
		await().atMost(PATIENCE).until(() -> dying.statistics().running() == 1);
		dying.close();
		this.server.serve().join();
		assertThat(hanging.join()).isTrue();
		never.countDown();
		assertSettled();
	}

	@Test
	void givesIgnoredCallsBackOneByOne() {
		AtomicInteger ignored = new AtomicInteger();
		this.server.addFunction("picky", (call) -> {
			if (ignored.getAndIncrement() < 20) {
				throw new IgnoreRequestException("not yet");
			}
			return call.argument(0, int.class);
		});
		List<CompletableFuture<Integer>> results = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			results.add(this.client.defer("picky", int.class, i));
		}
		this.server.serve().join();
		for (int i = 0; i < 20; i++) {
			assertThat(results.get(i).join()).isEqualTo(i);
		}
		assertSettled();
	}

	@Test
	void sendsCallsAloneWhoseFunctionMustNotRunTwice() {
		Queue<String> redelivered = new ConcurrentLinkedQueue<>();
		AtomicInteger runs = new AtomicInteger();
		this.server.addFunction(new FunctionDefinition("pay", (call) -> {
			if (call.context().redelivered()) {
				redelivered.add(String.valueOf(call.context().correlationId()));
			}
			return runs.incrementAndGet();
		}).acknowledge(Acknowledge.ON_RECEIPT));
		List<CompletableFuture<Integer>> payments = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			payments.add(this.client.defer("pay", int.class));
		}
		this.server.serve().join();
		payments.forEach(CompletableFuture::join);
		assertThat(runs).hasValue(30);
		assertThat(redelivered).isEmpty();
		assertSettled();
	}

	@Test
	void callsThatAreObservedTravelTogetherAsWell() throws Exception {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler((context) -> true);
		BareAmqp bare = this.service.closeLater(new BareAmqp(this.broker));
		AmphoraClient observed = this.service.client((builder) -> builder.timeout(PATIENCE)
			.batching(BatchLimits.defaults().nonAdaptive())
			.interceptor(new ObservationClientInterceptor(registry, null)));
		List<CompletableFuture<Integer>> sums = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			sums.add(observed.defer("add", Integer.class, i, 1));
		}
		await().atMost(PATIENCE).until(() -> BATCH.equals(bare.take(requestQueue()).getProps().getContentType()));
		sums.forEach((sum) -> sum.cancel(false));
	}

	@Test
	void doesNotRunCallsThatHaveExpired() {
		AtomicInteger runs = new AtomicInteger();
		this.server.addFunction("count", (call) -> runs.incrementAndGet());
		this.server.serve().join();
		// the fastest of these calls shows the server how the clocks differ
		addMany(20).forEach(CompletableFuture::join);
		this.server.stopConsumer();
		List<CompletableFuture<Integer>> expired = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			expired.add(this.client.function("count").timeout(Duration.ofMillis(300)).defer(int.class));
		}
		expired.forEach((call) -> assertThatExceptionOfType(CompletionException.class).isThrownBy(call::join)
			.havingCause()
			.isInstanceOf(NoResultException.class));
		this.server.serve().join();
		assertThat(this.client.call("add", int.class, 1, 2)).isEqualTo(3);
		assertThat(runs).hasValue(0);
	}

	@Test
	void goesBackToSingleCallsWhereBatchesAreNotUnderstood() throws Exception {
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			bare.channel().basicConsume(requestQueue(), true, (tag, request) -> {
				this.requestIds.add(request.getProperties().getMessageId());
				boolean batch = BATCH.equals(request.getProperties().getContentType());
				bare.publish("", request.getProperties().getReplyTo(),
						new BasicProperties.Builder().contentType("application/json")
							.correlationId(request.getProperties().getCorrelationId())
							.build(),
						batch ? "{\"exception\":{\"type\":\"WrongRequest\",\"args\":[\"no object\"]}}"
								: "{\"result\":7}");
			}, (tag) -> {
			});
			List<CompletableFuture<Integer>> sums = addMany(200);
			sums.forEach((sum) -> assertThat(sum.join()).isEqualTo(7));
			int before = this.requestIds.size();
			addMany(50).forEach((sum) -> assertThat(sum.join()).isEqualTo(7));
			assertThat(this.requestIds).hasSize(before + 50);
		}
	}

	@Test
	void eachCallFailsIfNoQueueAcceptsTheBatch() {
		List<CompletableFuture<Integer>> calls = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			calls.add(this.client.function("add").routingKey("nowhere").defer(int.class, i, 1));
		}
		calls.forEach((call) -> assertThatExceptionOfType(CompletionException.class).isThrownBy(call::join)
			.havingCause()
			.isInstanceOf(UnroutableRequestException.class));
	}

	@Test
	void holdsCallsWhileStoppedAndSendsThemTogetherAfterwards() {
		this.server.serve().join();
		this.client.stop();
		List<CompletableFuture<Integer>> sums = addMany(200);
		assertThat(this.client.statistics().held()).isEqualTo(200);
		this.client.serve();
		for (int i = 0; i < 200; i++) {
			assertThat(sums.get(i).join()).isEqualTo(i + 1);
		}
		await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
	}

	@Test
	void refusesCallsBeyondTheHoldLimit() {
		AmphoraClient small = this.service.client((builder) -> builder.batching(BatchLimits.defaults().nonAdaptive())
			.holdLimit(10, DataSize.ofMegabytes(1))
			.timeout(Duration.ofMillis(300))
			.gracePeriod(Duration.ZERO)
			.autoStartup(false));
		List<CompletableFuture<Integer>> calls = new ArrayList<>();
		for (int i = 0; i < 11; i++) {
			calls.add(small.defer("add", int.class, i, 1));
		}
		assertThatExceptionOfType(CompletionException.class).isThrownBy(calls.get(10)::join)
			.havingCause()
			.isInstanceOf(NoResultException.class);
	}

	@Test
	void losesNoCallWhenConnectionsAreCut() {
		try (TcpProxy proxy = TcpProxy.to(this.broker);
				AmphoraClient far = AmphoraClient.builder(this.service.name(), this.broker.connectionFactory(proxy))
					.timeout(PATIENCE)
					.batching(BatchLimits.defaults().nonAdaptive())
					.build()) {
			this.server.serve().join();
			far.serve().join();
			for (int round = 0; round < 3; round++) {
				List<CompletableFuture<Integer>> sums = new ArrayList<>();
				for (int i = 0; i < 300; i++) {
					sums.add(far.defer("add", int.class, i, 1));
					if (i == 150) {
						proxy.closeConnections();
					}
				}
				for (int i = 0; i < 300; i++) {
					assertThat(sums.get(i).join()).isEqualTo(i + 1);
				}
			}
		}
		assertSettled();
	}

	@Test
	void takesNoMoreCallsThanAReceiverMay() {
		String label = this.broker.uniqueName("further");
		this.server.serve().join();
		this.client.createRequestQueue(label);
		List<CompletableFuture<Integer>> sums = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			sums.add(this.client.function("add").routingKey(label).defer(int.class, i, 1));
		}
		String queue = "rpc_" + label + "_request";
		this.server.receiveFromQueue(queue, ReceiveOptions.unlimited().maxCalls(3).timeout(PATIENCE));
		await().atMost(PATIENCE).until(() -> sums.stream().filter(CompletableFuture::isDone).count() == 3);
		this.server.receiveFromQueue(queue, ReceiveOptions.unlimited().block(false));
		for (int i = 0; i < 40; i++) {
			assertThat(sums.get(i).join()).isEqualTo(i + 1);
		}
		this.client.removeRequestQueue(label);
	}

	private List<CompletableFuture<Integer>> addMany(int count) {
		List<CompletableFuture<Integer>> sums = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			sums.add(this.client.defer("add", int.class, i, 1));
		}
		return sums;
	}

	private void assertSettled() {
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		this.server.close();
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			assertThat(bare.messageCount(requestQueue())).isZero();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
		assertThat(this.client.statistics()).matches((statistics) -> statistics.pending() == 0, "nothing pending");
	}

	private String requestQueue() {
		return "rpc_" + this.service.name() + "_request";
	}

}
