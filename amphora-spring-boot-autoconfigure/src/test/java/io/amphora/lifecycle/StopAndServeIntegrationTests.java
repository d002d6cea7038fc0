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
import java.util.function.Consumer;
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
import io.amphora.test.TestService;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.RandomizedBackOff;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the lifecycle of clients and servers: stopping, holding, serving again.
 */
@BrokerTest
class StopAndServeIntegrationTests {

	private static final Duration NEVER = Duration.ofHours(1);

	private final TestService service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final List<Integer> order = new CopyOnWriteArrayList<>();

	private final CountDownLatch mayReturn = new CountDownLatch(1);

	private final CountDownLatch running = new CountDownLatch(1);

	StopAndServeIntegrationTests(TestService service) {
		this.service = service;
		this.server = server();
		this.client = service.client();
	}

	private AmphoraServer server() {
		return this.service.server((builder) -> builder.concurrency(1).gracePeriod(PATIENCE));
	}

	@BeforeEach
	void serve() {
		addFunctions(this.server);
		this.server.serve();
	}

	private void addFunctions(AmphoraServer server) {
		server.addFunction("note", (call) -> {
			Integer number = call.argument(0, Integer.class);
			this.order.add(number);
			return number;
		});
		server.addFunction("wait", (call) -> {
			this.running.countDown();
			this.mayReturn.await();
			return "waited";
		});
	}

	@AfterEach
	void release() {
		this.mayReturn.countDown();
	}

	@Test
	void stoppedClientHoldsItsCallsAndSendsThemInOrder() {
		this.client.stop();
		List<CompletableFuture<Integer>> results = callTimes(50);
		assertThat(this.client.statistics().held()).isEqualTo(50);
		this.client.serve();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(PATIENCE));
		assertThat(this.order).containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
	}

	@Test
	void stoppedPublisherStillReceives() throws InterruptedException {
		CompletableFuture<String> waiting = this.client.defer("wait", String.class);
		this.running.await();
		this.client.stopPublisher();
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(PATIENCE);
		List<CompletableFuture<Integer>> results = callTimes(1);
		assertThat(this.order).isEmpty();
		this.client.serve();
		assertThat(results.get(0)).succeedsWithin(PATIENCE);
	}

	@Test
	void repliesWaitForAClientThatStoppedItsConsumer() {
		this.client.stopConsumer();
		List<CompletableFuture<Integer>> results = callTimes(3);
		Awaitility.await().until(() -> this.order.size() == 3);
		assertThat(results).noneMatch(CompletableFuture::isDone);
		this.client.serve();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(PATIENCE));
	}

	@Test
	void serverThatStoppedItsPublisherHoldsItsResponses() {
		this.server.stopPublisher();
		List<CompletableFuture<Integer>> results = callTimes(3);
		Awaitility.await().until(() -> this.order.size() == 3);
		assertThat(results).noneMatch(CompletableFuture::isDone);
		this.server.serve();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(PATIENCE));
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
		try (BareAmqp bare = new BareAmqp(this.service.broker())) {
			String queue = "rpc_" + this.service.name() + "_request";
			Awaitility.await().during(Duration.ofMillis(300)).until(() -> bare.channel().consumerCount(queue) == 1);
		}
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(PATIENCE);
		assertThat(callTimes(1).get(0)).succeedsWithin(PATIENCE);
	}

	@Test
	void serveAfterPrepareStopCompletesWithTheConsumerThoughAFunctionRuns() throws Exception {
		AmphoraServer restarted = serverWithoutRetries();
		CompletableFuture<String> waiting = this.client.defer("wait", String.class);
		this.running.await();
		for (int i = 0; i < 12; i++) {
			restarted.prepareStop();
			Awaitility.await().until(() -> !restarted.serving());
			assertThat(restarted.serve()).succeedsWithin(PATIENCE.dividedBy(2));
			assertThat(restarted.serving()).isTrue();
		}
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(PATIENCE);
	}

	/** One that would wait in vain for a lost channel, in place of the usual one. */
	private AmphoraServer serverWithoutRetries() {
		this.server.close();
		BrokerTransport transport = this.service.closeLater(
				new BrokerTransport(this.service.broker().connectionFactory(), RandomizedBackOff.of(NEVER, NEVER)));
		AmphoraServer created = this.service.closeLater(
				AmphoraServer.builder(this.service.name(), transport).concurrency(1).gracePeriod(PATIENCE).build());
		addFunctions(created);
		assertThat(created.serve()).succeedsWithin(PATIENCE);
		return created;
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
			assertThat(two.serve()).succeedsWithin(PATIENCE);
			for (int i = 0; i < 10; i++) {
				one.prepareStop();
				one.serve();
				one.prepareStop();
			}
			one.serve();
			CompletableFuture<Void> stopping = CompletableFuture.runAsync(one::stop);
			Awaitility.await().during(Duration.ofMillis(500)).until(() -> runs.get() == 3 && !stopping.isDone());
			this.mayReturn.countDown();
			assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(PATIENCE));
			assertThat(stopping).succeedsWithin(PATIENCE);
			assertThat(runs).hasValue(3);
		}
	}

	private AmphoraServer server(int concurrency, AtomicInteger runs) {
		AmphoraServer created = this.service
			.server((builder) -> builder.concurrency(concurrency).gracePeriod(PATIENCE));
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
		CachingConnectionFactory connections = this.service.broker().connectionFactory();
		AmphoraServer busy = this.service.server(connections, (builder) -> builder.concurrency(1));
		try (busy; AmphoraServer other = server(16, runs)) {
			busy.addFunction("hold", (call) -> {
				first.add(call.argument(0, Integer.class));
				this.mayReturn.await();
				return 0;
			});
			assertThat(busy.serve()).succeedsWithin(PATIENCE);
			List<CompletableFuture<Integer>> results = IntStream.range(0, 10)
				.mapToObj((i) -> this.client.defer("hold", Integer.class, i))
				.toList();
			Awaitility.await().until(() -> busy.statistics().running() == 10);
			assertThat(other.serve()).succeedsWithin(PATIENCE);
			busy.prepareStop();
			connections.resetConnection();
			Awaitility.await().until(() -> runs.get() == 10);
			this.mayReturn.countDown();
			assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(PATIENCE));
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
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(PATIENCE));
	}

	@Test
	void serverThatIsClosedWhileItStopsWaitsForTheRestOfTheGracePeriodOnly() throws Exception {
		this.server.close();
		Duration gracePeriod = Duration.ofSeconds(10);
		AmphoraServer stopping = this.service.server((builder) -> builder.gracePeriod(gracePeriod));
		stopping.addFunction("hold", (call) -> {
			this.running.countDown();
			this.mayReturn.await();
			return 0;
		});
		stopping.serve().join();
		CompletableFuture<Integer> call = this.client.defer("hold", Integer.class);
		this.running.await();
		CompletableFuture<Void> stop = CompletableFuture.runAsync(stopping::stop);
		Awaitility.await().until(() -> stopping.state() == ServerState.PREPARING_STOP);
		Awaitility.await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> !stop.isDone());
		long startedAt = System.nanoTime();
		stopping.close();
		assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(gracePeriod);
		assertThat(stop).succeedsWithin(PATIENCE);
		call.cancel(true);
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
		assertThat(CompletableFuture.runAsync(this.server::stop)).succeedsWithin(PATIENCE.dividedBy(2));
		assertThat(results).noneMatch(CompletableFuture::isDone);
		this.server.serve();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(PATIENCE));
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
			assertThat(next).succeedsWithin(PATIENCE).isEqualTo(-1);
		}
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo("waited");
	}

	@Test
	void serveResumesWhileAnEarlierStopStillWaits() throws InterruptedException {
		CompletableFuture<String> waiting = this.client.defer("wait", String.class);
		this.running.await();
		CompletableFuture<Void> stopping = CompletableFuture.runAsync(this.server::stop);
		Awaitility.await().until(() -> !this.server.serving());
		this.server.serve();
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(PATIENCE);
		assertThat(stopping).succeedsWithin(PATIENCE);
		this.server.serve();
		assertThat(callTimes(1).get(0)).succeedsWithin(PATIENCE);
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
		assertThat(threads).allSatisfy((done) -> assertThat(done).succeedsWithin(PATIENCE));
		this.server.serve();
		this.client.serve();
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(PATIENCE));
		assertThat(callTimes(1).get(0)).succeedsWithin(PATIENCE);
	}

	@Test
	void closedClientWaitsForItsRepliesWithinTheGracePeriod() throws InterruptedException {
		AmphoraClient patient = this.service.client((builder) -> builder.gracePeriod(PATIENCE));
		CompletableFuture<String> waiting = patient.defer("wait", String.class);
		this.running.await();
		CompletableFuture<Void> closing = CompletableFuture.runAsync(patient::close);
		this.mayReturn.countDown();
		assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo("waited");
		assertThat(closing).succeedsWithin(PATIENCE);
		assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> patient.call("note", Integer.class, 1));
	}

	@Test
	void restartedClientClaimsTheRepliesInItsQueue() throws InterruptedException {
		AmphoraClient before = named((builder) -> builder.gracePeriod(Duration.ZERO));
		CompletableFuture<String> abandoned = before.function("wait").correlationId("job 17").defer(String.class);
		this.running.await();
		before.close();
		assertThat(abandoned).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(StoppedException.class);
		this.mayReturn.countDown();
		Awaitility.await().until(() -> this.server.statistics().running() == 0);
		AmphoraClient after = named((builder) -> builder.autoStartup(false));
		CompletableFuture<String> claimed = after.claimAsync("job 17", String.class);
		after.serve();
		assertThat(claimed).succeedsWithin(PATIENCE).isEqualTo("waited");
	}

	@Test
	void correlationIdOfAnOpenCallIsTaken() {
		this.client.function("wait").correlationId("job 18").defer(String.class);
		assertThat(this.client.function("wait").correlationId("job 18").defer(String.class)).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(WrongRequestException.class);
	}

	@Test
	void gracePeriodMayBeUnlimited() {
		Duration forEver = ChronoUnit.FOREVER.getDuration();
		AmphoraClient patient = this.service.client((builder) -> builder.gracePeriod(forEver));
		AmphoraServer other = this.service.server((builder) -> builder.gracePeriod(forEver));
		assertThat(other.serve()).succeedsWithin(PATIENCE);
		patient.close();
		other.close();
		assertThat(patient.state()).isEqualTo(ClientState.CLOSED);
		assertThat(other.state()).isEqualTo(ServerState.CLOSED);
		assertThat(other.serving()).isFalse();
	}

	@Test
	void timeoutMayBeUnlimited() {
		Duration forEver = ChronoUnit.FOREVER.getDuration();
		AmphoraClient patient = this.service.client((builder) -> builder.timeout(forEver));
		assertThat(patient.call("note", Integer.class, 1)).isEqualTo(1);
		assertThat(patient.function("note").timeout(forEver).call(Integer.class, 2)).isEqualTo(2);
	}

	@Test
	void callsThatHaveEndedLeaveTheirRoomToOthersWhileTheClientIsStopped() {
		AmphoraClient small = this.service
			.client((builder) -> builder.holdLimit(3, DataSize.ofMegabytes(1)).autoStartup(false));
		for (int i = 0; i < 5; i++) {
			small.defer("note", Integer.class, 1).cancel(false);
			CompletableFuture<Integer> call = small.function("note")
				.timeout(Duration.ofMillis(100))
				.defer(Integer.class, 1);
			CompletableFuture<Void> note = small.function("note").timeout(Duration.ofMillis(100)).send(1);
			assertThat(call).failsWithin(PATIENCE)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(NoResultException.class);
			assertThat(note).failsWithin(PATIENCE)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(NoResultException.class);
			assertThat(small.statistics().held()).isZero();
		}
	}

	@Test
	void callGetsNoReplyToAnEarlierOneWithItsCorrelationId() throws InterruptedException {
		AmphoraClient before = named((builder) -> builder.gracePeriod(Duration.ZERO));
		before.function("wait").correlationId("job 19").defer(String.class);
		this.running.await();
		before.close();
		this.server.addFunction("other", (call) -> "other");
		AmphoraClient after = named((builder) -> builder.autoStartup(false));
		this.mayReturn.countDown();
		Awaitility.await().until(() -> this.server.statistics().running() == 0);
		CompletableFuture<String> other = after.function("other").correlationId("job 19").defer(String.class);
		after.serve();
		assertThat(other).succeedsWithin(PATIENCE).isEqualTo("other");
		assertThat(after.statistics().late()).isEqualTo(1);
	}

	private AmphoraClient named(Consumer<AmphoraClientBuilder<AmphoraClient>> settings) {
		return this.service.client((builder) -> settings.accept(builder.uuid("returning")));
	}

	@Test
	void serveCompletesWhenRequestsAreTaken() {
		AmphoraServer other = server();
		assertThat(other.serve()).succeedsWithin(PATIENCE);
		assertThat(other.serving()).isTrue();
	}

	@Test
	void reportsChangesOfState() {
		List<String> told = new CopyOnWriteArrayList<>();
		AmphoraServer watched = this.service
			.server((builder) -> builder.stateListener((server, state) -> told.add("server " + state)));
		AmphoraClient caller = this.service
			.client((builder) -> builder.stateListener((client, state) -> told.add("client " + state)));
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
