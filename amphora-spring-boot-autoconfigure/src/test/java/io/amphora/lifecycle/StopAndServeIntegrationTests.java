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

package io.amphora.lifecycle;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.ClientState;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the lifecycle of clients and servers: stopping, holding, serving again.
 */
@BrokerTest
class StopAndServeIntegrationTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final TestBroker broker;

	private final String service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final List<Integer> order = new CopyOnWriteArrayList<>();

	private final CountDownLatch mayReturn = new CountDownLatch(1);

	private final CountDownLatch running = new CountDownLatch(1);

	StopAndServeIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.service = broker.uniqueName("lifecycle");
		this.server = server();
		this.client = AmphoraClient.builder(this.service, broker.connectionFactory()).timeout(LIMIT).build();
	}

	private AmphoraServer server() {
		return AmphoraServer.builder(this.service, this.broker.connectionFactory())
			.concurrency(1)
			.gracePeriod(LIMIT)
			.build();
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("note", (call) -> {
			Integer number = call.argument(0, Integer.class);
			this.order.add(number);
			return number;
		});
		this.server.addFunction("wait", (call) -> {
			this.running.countDown();
			this.mayReturn.await();
			return "waited";
		});
		this.server.serve();
	}

	@AfterEach
	void close() {
		this.mayReturn.countDown();
		this.client.close();
		this.server.close();
	}

	@Test
	void stoppedClientHoldsItsCallsAndSendsThemInOrder() {
		this.client.stop();
		List<CompletableFuture<Integer>> results = callTimes(50);
		assertThat(this.client.statistics().held()).isEqualTo(50);
		this.client.serve();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(LIMIT));
		assertThat(this.order).containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
	}

	@Test
	void stoppedPublisherStillReceives() throws InterruptedException {
		CompletableFuture<String> waiting = this.client.defer("wait", String.class);
		this.running.await();
		this.client.stopPublisher();
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(LIMIT);
		List<CompletableFuture<Integer>> results = callTimes(1);
		assertThat(this.order).isEmpty();
		this.client.serve();
		assertThat(results.get(0)).succeedsWithin(LIMIT);
	}

	@Test
	void repliesWaitForAClientThatStoppedItsConsumer() {
		this.client.stopConsumer();
		List<CompletableFuture<Integer>> results = callTimes(3);
		Awaitility.await().until(() -> this.order.size() == 3);
		assertThat(results).noneMatch(CompletableFuture::isDone);
		this.client.serve();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(LIMIT));
	}

	@Test
	void serverThatStoppedItsPublisherHoldsItsResponses() {
		this.server.stopPublisher();
		List<CompletableFuture<Integer>> results = callTimes(3);
		Awaitility.await().until(() -> this.order.size() == 3);
		assertThat(results).noneMatch(CompletableFuture::isDone);
		this.server.serve();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(LIMIT));
		assertThat(this.order).hasSize(3);
	}

	@Test
	void serverThatServesTwiceWhileItEndsConsumesOnce() throws Exception {
		CompletableFuture<String> waiting = this.client.defer("wait", String.class);
		this.running.await();
		this.server.prepareStop();
		Awaitility.await().until(() -> !this.server.consumers().get(0).consuming());
		this.server.serve();
		this.server.serve();
		Awaitility.await().until(() -> this.server.consumers().get(0).consuming());
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			String queue = "rpc_" + this.service + "_request";
			Awaitility.await().during(Duration.ofMillis(300)).until(() -> bare.channel().consumerCount(queue) == 1);
		}
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(LIMIT);
		assertThat(callTimes(1).get(0)).succeedsWithin(LIMIT);
	}

	@Test
	void serveAfterPrepareStopCompletesWithTheConsumerThoughAFunctionRuns() throws Exception {
		CompletableFuture<String> waiting = this.client.defer("wait", String.class);
		this.running.await();
		for (int i = 0; i < 12; i++) {
			this.server.prepareStop();
			Awaitility.await().until(() -> !this.server.serving());
			assertThat(this.server.serve()).succeedsWithin(Duration.ofSeconds(3));
			assertThat(this.server.serving()).isTrue();
		}
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(LIMIT);
	}

	@Test
	void functionsThatRunAreRunOnceThoughTheServerPreparesToStopAgainAndAgain() throws Exception {
		this.server.close();
		AtomicInteger runs = new AtomicInteger();
		try (AmphoraServer one = server(4, runs); AmphoraServer two = server(4, runs)) {
			one.serve();
			List<CompletableFuture<Integer>> results = IntStream.range(0, 3)
				.mapToObj((i) -> this.client.defer("hold", Integer.class))
				.toList();
			Awaitility.await().until(() -> runs.get() == 3);
			assertThat(two.serve()).succeedsWithin(LIMIT);
			for (int i = 0; i < 10; i++) {
				one.prepareStop();
				one.serve();
				one.prepareStop();
			}
			one.serve();
			CompletableFuture<Void> stopping = CompletableFuture.runAsync(one::stop);
			Awaitility.await().during(Duration.ofMillis(500)).until(() -> runs.get() == 3 && !stopping.isDone());
			this.mayReturn.countDown();
			assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(LIMIT));
			assertThat(stopping).succeedsWithin(LIMIT);
			assertThat(runs).hasValue(3);
		}
	}

	private AmphoraServer server(int concurrency, AtomicInteger runs) {
		AmphoraServer created = AmphoraServer.builder(this.service, this.broker.connectionFactory())
			.concurrency(concurrency)
			.gracePeriod(LIMIT)
			.build();
		created.addFunction("hold", (call) -> {
			int number = runs.incrementAndGet();
			this.mayReturn.await();
			return number;
		});
		return created;
	}

	@Test
	void requestsThatWaitWhenTheConnectionIsLostAreRunByAnotherServerOnly() {
		this.server.close();
		Set<Integer> first = ConcurrentHashMap.newKeySet();
		AtomicInteger runs = new AtomicInteger();
		CachingConnectionFactory connections = this.broker.connectionFactory();
		AmphoraServer busy = AmphoraServer.builder(this.service, connections).concurrency(1).build();
		try (busy; AmphoraServer other = server(16, runs)) {
			busy.addFunction("hold", (call) -> {
				first.add(call.argument(0, Integer.class));
				this.mayReturn.await();
				return 0;
			});
			assertThat(busy.serve()).succeedsWithin(LIMIT);
			List<CompletableFuture<Integer>> results = IntStream.range(0, 10)
				.mapToObj((i) -> this.client.defer("hold", Integer.class, i))
				.toList();
			Awaitility.await().until(() -> busy.statistics().running() == 10);
			assertThat(other.serve()).succeedsWithin(LIMIT);
			busy.prepareStop();
			connections.resetConnection();
			Awaitility.await().until(() -> runs.get() == 10);
			this.mayReturn.countDown();
			assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(LIMIT));
			Awaitility.await().until(() -> busy.statistics().running() == 0);
			assertThat(first).hasSize(1);
			assertThat(runs).hasValue(10);
		}
	}

	@Test
	void closedServerSendsResponsesThatItHeld() {
		this.server.stopPublisher();
		List<CompletableFuture<Integer>> results = callTimes(3);
		Awaitility.await().until(() -> this.order.size() == 3);
		this.server.close();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(LIMIT));
	}

	@Test
	void serverThatIsClosedWhileItStopsWaitsForTheRestOfTheGracePeriodOnly() throws Exception {
		this.server.close();
		Duration gracePeriod = Duration.ofSeconds(4);
		AmphoraServer stopping = AmphoraServer.builder(this.service, this.broker.connectionFactory())
			.gracePeriod(gracePeriod)
			.build();
		stopping.addFunction("hold", (call) -> {
			this.running.countDown();
			this.mayReturn.await();
			return 0;
		});
		stopping.serve().join();
		this.client.defer("hold", Integer.class);
		this.running.await();
		CompletableFuture<Void> stop = CompletableFuture.runAsync(stopping::stop);
		Awaitility.await().until(() -> stopping.state() == ServerState.PREPARING_STOP);
		Awaitility.await().during(Duration.ofSeconds(3)).until(() -> !stop.isDone());
		long startedAt = System.nanoTime();
		stopping.close();
		assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(gracePeriod);
		assertThat(stop).succeedsWithin(LIMIT);
	}

	@Test
	void closedServerReceivesFromNoFurtherQueue() {
		this.server.close();
		assertThatExceptionOfType(StoppedException.class)
			.isThrownBy(() -> this.server.receiveFromQueue("any", ReceiveOptions.unlimited()));
	}

	@Test
	void stopDoesNotWaitForResponsesThatAreHeldOnPurpose() {
		this.server.stopPublisher();
		List<CompletableFuture<Integer>> results = callTimes(3);
		Awaitility.await().until(() -> this.order.size() == 3);
		assertThat(CompletableFuture.runAsync(this.server::stop)).succeedsWithin(LIMIT.dividedBy(2));
		assertThat(results).noneMatch(CompletableFuture::isDone);
		this.server.serve();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(LIMIT));
		assertThat(this.order).hasSize(3);
	}

	@Test
	void prepareStopFinishesWhatRunsAndLeavesTheRestToOthers() throws InterruptedException {
		CompletableFuture<String> waiting = this.client.defer("wait", String.class);
		this.running.await();
		this.server.prepareStop();
		Awaitility.await().until(() -> !this.server.serving());
		CompletableFuture<Integer> next = callTimes(1).get(0);
		try (AmphoraServer other = server()) {
			other.addFunction("note", (call) -> -1);
			other.serve();
			assertThat(next).succeedsWithin(LIMIT).isEqualTo(-1);
		}
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(LIMIT).isEqualTo("waited");
	}

	@Test
	void serveResumesWhileAnEarlierStopStillWaits() throws InterruptedException {
		CompletableFuture<String> waiting = this.client.defer("wait", String.class);
		this.running.await();
		CompletableFuture<Void> stopping = CompletableFuture.runAsync(this.server::stop);
		Awaitility.await().until(() -> !this.server.serving());
		this.server.serve();
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(LIMIT);
		assertThat(stopping).succeedsWithin(LIMIT);
		this.server.serve();
		assertThat(callTimes(1).get(0)).succeedsWithin(LIMIT);
	}

	@Test
	void anyOrderOfStoppingFromSeveralThreadsCanBeResumed() {
		List<Runnable> steps = List.of(this.server::serve, this.server::prepareStop, this.server::stop,
				this.server::stopPublisher, this.server::stopConsumer, this.client::serve, this.client::stop,
				this.client::stopPublisher, this.client::stopConsumer);
		List<CompletableFuture<Void>> threads = new ArrayList<>();
		for (int thread = 0; thread < 4; thread++) {
			Random random = new Random(thread);
			threads.add(CompletableFuture
				.runAsync(() -> random.ints(10, 0, steps.size()).forEach((step) -> steps.get(step).run())));
		}
		List<CompletableFuture<Integer>> results = callTimes(20);
		assertThat(threads).allSatisfy((done) -> assertThat(done).succeedsWithin(LIMIT));
		this.server.serve();
		this.client.serve();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(LIMIT));
		assertThat(callTimes(1).get(0)).succeedsWithin(LIMIT);
	}

	@Test
	void closedClientWaitsForItsRepliesWithinTheGracePeriod() throws InterruptedException {
		AmphoraClient patient = AmphoraClient.builder(this.service, this.broker.connectionFactory())
			.timeout(LIMIT)
			.gracePeriod(LIMIT)
			.build();
		CompletableFuture<String> waiting = patient.defer("wait", String.class);
		this.running.await();
		CompletableFuture<Void> closing = CompletableFuture.runAsync(patient::close);
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(LIMIT).isEqualTo("waited");
		assertThat(closing).succeedsWithin(LIMIT);
		assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> patient.call("note", Integer.class, 1));
	}

	@Test
	void restartedClientClaimsTheRepliesInItsQueue() throws InterruptedException {
		AmphoraClient before = named().gracePeriod(Duration.ZERO).build();
		CompletableFuture<String> abandoned = before.function("wait").correlationId("job 17").defer(String.class);
		this.running.await();
		before.close();
		assertThat(abandoned).failsWithin(LIMIT).withThrowableThat().withCauseInstanceOf(StoppedException.class);
		this.mayReturn.countDown();
		Awaitility.await().until(() -> this.server.statistics().running() == 0);
		try (AmphoraClient after = named().autoStartup(false).build()) {
			CompletableFuture<String> claimed = after.claimAsync("job 17", String.class);
			after.serve();
			assertThat(claimed).succeedsWithin(LIMIT).isEqualTo("waited");
		}
	}

	@Test
	void correlationIdOfAnOpenCallIsTaken() {
		this.client.function("wait").correlationId("job 18").defer(String.class);
		assertThat(this.client.function("wait").correlationId("job 18").defer(String.class)).failsWithin(LIMIT)
			.withThrowableThat()
			.withCauseInstanceOf(WrongRequestException.class);
	}

	@Test
	void gracePeriodMayBeUnlimited() {
		Duration forEver = ChronoUnit.FOREVER.getDuration();
		AmphoraClient patient = AmphoraClient.builder(this.service, this.broker.connectionFactory())
			.gracePeriod(forEver)
			.build();
		AmphoraServer other = AmphoraServer.builder(this.service, this.broker.connectionFactory())
			.gracePeriod(forEver)
			.build();
		assertThat(other.serve()).succeedsWithin(LIMIT);
		patient.close();
		other.close();
		assertThat(patient.state()).isEqualTo(ClientState.CLOSED);
		assertThat(other.state()).isEqualTo(ServerState.CLOSED);
		assertThat(other.serving()).isFalse();
	}

	@Test
	void timeoutMayBeUnlimited() {
		Duration forEver = ChronoUnit.FOREVER.getDuration();
		try (AmphoraClient patient = AmphoraClient.builder(this.service, this.broker.connectionFactory())
			.timeout(forEver)
			.build()) {
			assertThat(patient.call("note", Integer.class, 1)).isEqualTo(1);
			assertThat(patient.function("note").timeout(forEver).call(Integer.class, 2)).isEqualTo(2);
		}
	}

	@Test
	void callsThatHaveEndedLeaveTheirRoomToOthersWhileTheClientIsStopped() {
		try (AmphoraClient small = AmphoraClient.builder(this.service, this.broker.connectionFactory())
			.holdLimit(3, DataSize.ofMegabytes(1))
			.timeout(LIMIT)
			.autoStartup(false)
			.build()) {
			for (int i = 0; i < 5; i++) {
				small.defer("note", Integer.class, 1).cancel(false);
				CompletableFuture<Integer> call = small.function("note")
					.timeout(Duration.ofMillis(100))
					.defer(Integer.class, 1);
				CompletableFuture<Void> note = small.function("note").timeout(Duration.ofMillis(100)).send(1);
				assertThat(call).failsWithin(LIMIT)
					.withThrowableThat()
					.havingCause()
					.isInstanceOf(NoResultException.class);
				assertThat(note).failsWithin(LIMIT)
					.withThrowableThat()
					.havingCause()
					.isInstanceOf(NoResultException.class);
				assertThat(small.statistics().held()).isZero();
			}
		}
	}

	@Test
	void callGetsNoReplyToAnEarlierOneWithItsCorrelationId() throws InterruptedException {
		AmphoraClient before = named().gracePeriod(Duration.ZERO).build();
		before.function("wait").correlationId("job 19").defer(String.class);
		this.running.await();
		before.close();
		this.server.addFunction("other", (call) -> "other");
		try (AmphoraClient after = named().autoStartup(false).build()) {
			this.mayReturn.countDown();
			Awaitility.await().until(() -> this.server.statistics().running() == 0);
			CompletableFuture<String> other = after.function("other").correlationId("job 19").defer(String.class);
			after.serve();
			assertThat(other).succeedsWithin(LIMIT).isEqualTo("other");
			assertThat(after.statistics().late()).isEqualTo(1);
		}
	}

	private AmphoraClientBuilder<AmphoraClient> named() {
		return AmphoraClient.builder(this.service, this.broker.connectionFactory()).uuid("returning").timeout(LIMIT);
	}

	@Test
	void serveCompletesWhenRequestsAreTaken() {
		try (AmphoraServer other = server()) {
			assertThat(other.serve()).succeedsWithin(LIMIT);
			assertThat(other.serving()).isTrue();
		}
	}

	@Test
	void reportsChangesOfState() {
		List<String> told = new CopyOnWriteArrayList<>();
		AmphoraServer watched = AmphoraServer.builder(this.service, this.broker.connectionFactory())
			.stateListener((server, state) -> told.add("server " + state))
			.build();
		AmphoraClient caller = AmphoraClient.builder(this.service, this.broker.connectionFactory())
			.stateListener((client, state) -> told.add("client " + state))
			.build();
		watched.serve();
		watched.serve();
		watched.prepareStop();
		assertThat(watched.state()).isEqualTo(ServerState.PREPARING_STOP);
		watched.stop();
		watched.close();
		caller.stop();
		caller.close();
		assertThat(told).containsExactly("client SERVING", "server SERVING", "server PREPARING_STOP", "server STOPPED",
				"server CLOSED", "client STOPPED", "client CLOSED");
	}

	private List<CompletableFuture<Integer>> callTimes(int times) {
		return IntStream.range(0, times).mapToObj((i) -> this.client.defer("note", Integer.class, i)).toList();
	}

}
