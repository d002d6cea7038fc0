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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.AmphoraException;
import io.amphora.CallInterruptedException;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.HoldLimitException;
import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.WrongThreadException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for calls that get no reply, or must not wait for one.
 */
@BrokerTest
class CallWithoutReplyIntegrationTests {

	private final TestService service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	CallWithoutReplyIntegrationTests(TestService service) {
		this.service = service;
		this.server = service.server();
		this.client = service.client((builder) -> builder.gracePeriod(Duration.ZERO));
	}

	@Test
	void callTimesOutWithNoResultWithoutAServer() {
		awaitPublished();
		Duration timeout = Duration.ofSeconds(1);
		assertThatExceptionOfType(NoResultException.class)
			.isThrownBy(() -> this.client.function("add").timeout(timeout).call(int.class, 2, 3))
			.withMessageContaining("No result within 1000 ms")
			.withMessageContaining("'add'")
			.satisfies((ex) -> {
				CallReport report = ex.report();
				assertThat(report.stage()).isEqualTo(CallStage.CONFIRMED);
				assertThat(report.function()).isEqualTo("add");
				assertThat(report.service()).isEqualTo(this.service.name());
				assertThat(report.routingKey()).isEqualTo(this.service.name());
				assertThat(report.correlationId()).isNotBlank();
				assertThat(report.elapsed()).isGreaterThanOrEqualTo(timeout);
				assertThat(ex).hasMessageContaining(report.correlationId());
			});
	}

	@Test
	void deferredCallTimesOutWithNoResultWithoutAServer() {
		assertThat(this.client.function("add").timeout(Duration.ofMillis(500)).defer(int.class, 2, 3))
			.failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(NoResultException.class);
	}

	@Test
	void reportSaysThatARequestWasNotSent() {
		this.client.stop();
		assertThatExceptionOfType(NoResultException.class)
			.isThrownBy(() -> this.client.function("add").timeout(Duration.ofMillis(100)).call(int.class, 2, 3))
			.satisfies((ex) -> assertThat(ex.report().stage()).isEqualTo(CallStage.HELD));
	}

	@Test
	void interruptEndsACallAndStaysSet() throws InterruptedException {
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		AtomicBoolean interrupted = new AtomicBoolean();
		Thread caller = new Thread(() -> {
			try {
				this.client.call("add", int.class, 2, 3);
			}
			catch (AmphoraException ex) {
				interrupted.set(Thread.currentThread().isInterrupted());
				thrown.set(ex);
			}
		});
		caller.start();
		await().atMost(PATIENCE).until(() -> this.client.statistics().pending() == 1);
		caller.interrupt();
		caller.join(PATIENCE.toMillis());
		assertThat(thrown.get()).isInstanceOf(CallInterruptedException.class)
			.hasCauseInstanceOf(InterruptedException.class);
		assertThat(interrupted).isTrue();
		assertThat(this.client.statistics().pending()).isZero();
	}

	@Test
	void blockingCallInAContinuationIsRefused() {
		serve();
		CompletableFuture<Integer> chained = this.client.defer("add", Integer.class, 2, 3)
			.thenApply((five) -> this.client.call("add", Integer.class, five, 1));
		assertThat(chained).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(WrongThreadException.class);
		assertThat(this.client.defer("add", Integer.class, 2, 3)
			.thenApplyAsync((five) -> this.client.call("add", Integer.class, five, 1))).succeedsWithin(PATIENCE)
			.isEqualTo(6);
		assertThat(this.client.defer("add", Integer.class, 2, 3)
			.thenCompose((five) -> this.client.defer("add", Integer.class, five, 1))).succeedsWithin(PATIENCE)
			.isEqualTo(6);
	}

	@Test
	void waitingForThePublishInAContinuationIsRefusedBeforeAnythingIsSent() {
		serve();
		RemoteFunction waiting = this.client.function("add").waitPublish(true);
		CompletableFuture<Integer> chained = this.client.defer("add", Integer.class, 2, 3)
			.thenCompose((five) -> waiting.defer(Integer.class, five, 1));
		assertThat(chained).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(WrongThreadException.class);
		assertThat(this.client.call("add", Integer.class, 1, 1)).isEqualTo(2);
		assertThat(this.server.statistics().handled()).isEqualTo(2);
	}

	@Test
	void deferWaitsForThePublishIfRequested() {
		CompletableFuture<Integer> result = this.client.function("add").waitPublish(true).defer(Integer.class, 2, 3);
		assertThat(this.client.statistics().held()).isZero();
		assertThat(result).isNotDone();
		this.client.stop();
		assertThat(this.client.function("add")
			.waitPublish(true)
			.timeout(Duration.ofMillis(100))
			.defer(Integer.class, 2, 3)).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(NoResultException.class);
	}

	@Test
	void closeEndsOpenCalls() throws Exception {
		CompletableFuture<Integer> deferred = this.client.defer("add", Integer.class, 2, 3);
		CompletableFuture<Integer> blocked = CompletableFuture
			.supplyAsync(() -> this.client.call("add", Integer.class, 2, 3));
		await().atMost(PATIENCE).until(() -> this.client.statistics().pending() == 2);
		this.client.close();
		assertThat(deferred).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(StoppedException.class);
		assertThat(blocked.handle((value, failure) -> failure)).succeedsWithin(PATIENCE)
			.isInstanceOfSatisfying(CompletionException.class,
					(ex) -> assertThat(ex).hasCauseInstanceOf(StoppedException.class));
		assertThat(this.client.statistics().pending()).isZero();
	}

	@Test
	void closeEndsBufferedCalls() {
		this.client.stop();
		CompletableFuture<Void> sent = this.client.function("add").send(2, 3);
		this.client.close();
		assertThat(sent).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(StoppedException.class);
		assertThat(this.client.function("add").send(2, 3)).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(StoppedException.class);
	}

	@Test
	void holdLimitFailsCallsThatFindNoRoomInTime() {
		AmphoraClient small = this.service.client((builder) -> builder.holdLimit(2, DataSize.ofMegabytes(1))
			.gracePeriod(Duration.ZERO)
			.autoStartup(false));
		CompletableFuture<Integer> first = small.defer("add", Integer.class, 2, 3);
		CompletableFuture<Integer> second = small.defer("add", Integer.class, 2, 3);
		assertThatExceptionOfType(HoldLimitException.class)
			.isThrownBy(() -> small.function("add").timeout(Duration.ofMillis(200)).call(int.class, 2, 3))
			.withMessageContaining("hold-limit");
		serve();
		small.serve();
		assertThat(first).succeedsWithin(PATIENCE).isEqualTo(5);
		assertThat(second).succeedsWithin(PATIENCE).isEqualTo(5);
		assertThat(small.call("add", Integer.class, 2, 3)).isEqualTo(5);
	}

	@Test
	void callsFromSeveralThreadsMayEndInSeveralWaysAtATime() throws Exception {
		CountDownLatch done = new CountDownLatch(200);
		for (int i = 0; i < 200; i++) {
			CompletableFuture<Integer> result = this.client.function("add")
				.timeout(Duration.ofMillis(1 + i % 20))
				.defer(Integer.class, 2, 3);
			result.whenComplete((value, failure) -> done.countDown());
			if (i % 3 == 0) {
				CompletableFuture.runAsync(() -> result.cancel(false));
			}
		}
		await().atMost(PATIENCE).until(() -> done.getCount() == 0);
		await().atMost(PATIENCE).until(() -> this.client.statistics().pending() == 0);
	}

	private void serve() {
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		this.server.serve();
	}

	private void awaitPublished() {
		assertThat(this.client.function("ready").send()).succeedsWithin(PATIENCE);
	}

}
