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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.server.execution.HandlerPool;
import io.amphora.server.execution.NestedCallConsumers;
import io.amphora.server.execution.RunningFunction;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link OverdueFunctions}.
 */
@ExtendWith(OutputCaptureExtension.class)
class OverdueFunctionsTests {

	private static final int CONCURRENCY = 2;

	private final RequestConsumers consumers = mock(RequestConsumers.class);

	private final Queue<Runnable> checks = new ArrayDeque<>();

	private final AtomicInteger withdrawals = new AtomicInteger();

	private final AtomicLong clock = new AtomicLong();

	private final OverdueFunctions functions = new OverdueFunctions("shop", CONCURRENCY, 0, () -> this.consumers,
			this.withdrawals::incrementAndGet, this.checks::add, Runnable::run);

	@Test
	void serverIsStalledWhileOverdueFunctionsOccupyItsConcurrency() {
		List<RequestScope> hanging = begin(CONCURRENCY, "0");
		this.checks.remove().run();
		assertThat(this.functions.stalled()).isTrue();
		assertThat(this.functions.count()).isEqualTo(CONCURRENCY);
		then(this.consumers).should().pause();
		this.functions.ended(hanging.get(0));
		assertThat(this.functions.stalled()).isFalse();
		assertThat(this.functions.count()).isEqualTo(CONCURRENCY - 1);
		then(this.consumers).should().resume();
	}

	@Test
	void serverIsNotStalledIfFunctionsEndOnceTheirCallsAreCancelled() {
		for (int i = 0; i < CONCURRENCY; i++) {
			RequestScope reacting = scope("0");
			reacting.context().onCancel(() -> this.functions.ended(reacting));
			this.functions.began(reacting);
		}
		this.checks.remove().run();
		assertThat(this.functions.count()).isZero();
		then(this.consumers).should(never()).pause();
	}

	@Test
	void serverIsNotStalledByFunctionsWhoseCallersHaveJustCancelledThem() {
		for (int i = 0; i < CONCURRENCY; i++) {
			this.functions.began(scope("60000", "id" + i));
		}
		this.functions.cancel(Set.of("id0", "id1"));
		this.checks.remove().run();
		assertThat(this.functions.stalled()).isFalse();
		assertThat(this.withdrawals).hasValue(0);
		passTimeToReact();
		this.checks.remove().run();
		assertThat(this.functions.stalled()).isTrue();
	}

	@Test
	void serverIsNotStalledByFunctionsThatLoseTheirSlots() {
		OverdueFunctions roomy = new OverdueFunctions("shop", CONCURRENCY, CONCURRENCY, () -> this.consumers,
				this.withdrawals::incrementAndGet, this.checks::add, Runnable::run);
		List<RequestScope> hanging = List.of(scope("0"), scope("0"));
		hanging.forEach(roomy::began);
		for (int i = 0; i < 3; i++) {
			this.checks.remove().run();
			assertThat(hanging).noneMatch(RequestScope::abandoned);
			assertThat(roomy.stalled()).isFalse();
		}
		passTimeToReact();
		this.checks.remove().run();
		assertThat(hanging).allMatch(RequestScope::abandoned);
		assertThat(roomy.stalled()).isFalse();
		then(this.consumers).should(never()).pause();
		assertThat(this.withdrawals).hasValue(0);
	}

	private void passTimeToReact() {
		this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
	}

	@Test
	void stalledServerRequeuesWaitingRequests() {
		List<RequestScope> hanging = begin(CONCURRENCY, "0");
		assertThat(this.withdrawals).hasValue(0);
		this.checks.remove().run();
		assertThat(this.withdrawals).hasValue(1);
		this.functions.ended(hanging.get(0));
		this.checks.remove().run();
		assertThat(this.withdrawals).hasValue(1);
	}

	@Test
	void functionsWhoseCallersWaitAreNotOverdue() {
		begin(CONCURRENCY, "60000");
		begin(CONCURRENCY, null);
		begin(CONCURRENCY - 1, "0");
		this.checks.remove().run();
		assertThat(this.functions.stalled()).isFalse();
		assertThat(this.functions.count()).isEqualTo(CONCURRENCY - 1);
		then(this.consumers).should(never()).pause();
	}

	@Test
	void functionsWithoutAReplyAreNotOverdueAfterTheirExpiration() {
		for (int i = 0; i < CONCURRENCY; i++) {
			this.functions.began(scope(new BasicProperties.Builder().expiration("0").build()));
		}
		this.checks.remove().run();
		passTimeToReact();
		this.checks.remove().run();
		assertThat(this.functions.count()).isZero();
		assertThat(this.functions.stalled()).isFalse();
		then(this.consumers).should(never()).pause();
	}

	@Test
	void functionsThatWaitForOthersOrHaveReturnedOccupyNoConcurrency() {
		List<RequestScope> overdue = begin(CONCURRENCY, "0");
		overdue.get(0).blocked();
		overdue.get(1).returned();
		this.checks.remove().run();
		assertThat(this.functions.stalled()).isFalse();
		overdue.get(0).unblocked();
		begin(1, "0");
		this.checks.remove().run();
		assertThat(this.functions.stalled()).isTrue();
	}

	@Test
	void serverThatGetsNothingMoreIsStalledButNotPaused() {
		List<RequestScope> returned = begin(1, "0");
		returned.get(0).returned();
		given(this.consumers.exhaustedBy(any())).willReturn(true);
		this.checks.remove().run();
		assertThat(this.functions.stalled()).isTrue();
		then(this.consumers).should(never()).pause();
		given(this.consumers.exhaustedBy(any())).willReturn(false);
		this.checks.remove().run();
		assertThat(this.functions.stalled()).isFalse();
	}

	@Test
	void warnsAtMostOnceAMinute(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			List<RequestScope> hanging = begin(CONCURRENCY, "0");
			this.checks.remove().run();
			assertThat(this.functions.stalled()).isTrue();
			hanging.forEach(this.functions::ended);
			assertThat(this.functions.stalled()).isFalse();
		}
		assertThat(output.getOut()).containsOnlyOnce("receives no further requests until functions return")
			.contains("2 are still running", "'hang'");
	}

	@Test
	void cancelsCallsWhoseDeadlineHasPassed() {
		RequestScope overdue = scope("0");
		RequestScope inTime = scope("60000");
		AtomicInteger cancelled = new AtomicInteger();
		overdue.context().onCancel(cancelled::incrementAndGet);
		this.functions.began(overdue);
		this.functions.began(inTime);
		this.checks.remove().run();
		this.checks.remove().run();
		assertThat(cancelled).hasValue(1);
		assertThat(overdue.context().isCancelled()).isTrue();
		assertThat(inTime.context().isCancelled()).isFalse();
	}

	@Test
	void reportsTheStackOfAFunctionThatDoesNotReactOnce(CapturedOutput output) throws Exception {
		String report = "Function 'hang' of service 'shop' still runs although its call was cancelled";
		CountDownLatch released = new CountDownLatch(1);
		Thread thread = new Thread(() -> hang(released));
		thread.start();
		await().atMost(Duration.ofSeconds(30)).until(() -> thread.getState() == Thread.State.WAITING);
		this.checks.remove().run();
		this.checks.remove().run();
		assertThat(output.getOut()).doesNotContain(report);
		passTimeToReact();
		this.checks.remove().run();
		this.checks.remove().run();
		assertThat(output.getOut()).containsOnlyOnce(report).contains(OverdueFunctionsTests.class.getName() + ".hang(");
		released.countDown();
		thread.join();
	}

	@Test
	void checksOnlyWhileFunctionsRun() {
		List<RequestScope> first = begin(2, "60000");
		assertThat(this.checks).hasSize(1);
		this.checks.remove().run();
		assertThat(this.checks).hasSize(1);
		first.forEach(this.functions::ended);
		this.checks.remove().run();
		assertThat(this.checks).isEmpty();
		begin(1, "60000");
		assertThat(this.checks).hasSize(1);
	}

	@Test
	void continuesToCheckAfterACheckThrows() {
		begin(1, "0");
		given(this.consumers.exhaustedBy(any())).willThrow(new IllegalStateException("broken"));
		this.checks.remove().run();
		assertThat(this.checks).hasSize(1);
	}

	@Test
	void continuesToCheckUntilTheConsumersAreResumed() {
		List<RequestScope> hanging = begin(CONCURRENCY, "0");
		this.checks.remove().run();
		willThrow(new IllegalStateException("broken")).willDoNothing().given(this.consumers).resume();
		assertThatIllegalStateException().isThrownBy(() -> this.functions.ended(hanging.get(0)));
		assertThat(this.functions.stalled()).isTrue();
		this.checks.remove().run();
		assertThat(this.functions.stalled()).isFalse();
		then(this.consumers).should(times(2)).resume();
	}

	@Test
	void nextFunctionIsCheckedThoughACheckCouldNotBeScheduled() {
		List<Runnable> scheduled = new ArrayList<>();
		AtomicBoolean broken = new AtomicBoolean(true);
		OverdueFunctions unscheduled = new OverdueFunctions("shop", CONCURRENCY, 0, () -> this.consumers,
				this.withdrawals::incrementAndGet, (check) -> {
					if (broken.getAndSet(false)) {
						throw new OutOfMemoryError("no thread");
					}
					scheduled.add(check);
				}, Runnable::run);
		unscheduled.began(scope("0"));
		assertThat(scheduled).isEmpty();
		unscheduled.began(scope("0"));
		assertThat(scheduled).hasSize(1);
	}

	@Test
	void functionRunsThoughTheServerIsClosed() {
		OverdueFunctions closed = new OverdueFunctions("shop", CONCURRENCY, 0, () -> this.consumers,
				this.withdrawals::incrementAndGet, (check) -> {
					throw new RejectedExecutionException("closed");
				}, Runnable::run);
		RequestScope scope = scope("0");
		closed.began(scope);
		assertThat(closed.count()).isEqualTo(1);
		closed.ended(scope);
		assertThat(closed.count()).isZero();
	}

	private void hang(CountDownLatch released) {
		this.functions.began(scope("0"));
		try {
			released.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private List<RequestScope> begin(int count, String expiration) {
		List<RequestScope> scopes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			RequestScope scope = scope(expiration);
			this.functions.began(scope);
			scopes.add(scope);
		}
		// cancels the calls, so that the next check finds that the functions do not react
		this.checks.remove().run();
		passTimeToReact();
		clearInvocations(this.consumers);
		return scopes;
	}

	private RequestScope scope(String expiration) {
		return scope(expiration, null);
	}

	private RequestScope scope(String expiration, @Nullable String messageId) {
		return scope(new BasicProperties.Builder().replyTo("till").expiration(expiration).messageId(messageId).build());
	}

	private RequestScope scope(BasicProperties properties) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties()).willReturn(properties);
		given(delivery.receivedAt()).willReturn(System.nanoTime());
		RequestContext context = new RequestContext("shop", "hang", delivery);
		return new RequestScope(context, new RunningFunction(null, this.clock::get), mock(HandlerPool.class),
				mock(NestedCallConsumers.class));
	}

}
