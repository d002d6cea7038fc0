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

package io.amphora.transport.thread;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.MockedConstruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;

/**
 * Tests for {@link TimeoutScheduler}.
 */
class TimeoutSchedulerTests {

	private static final long PATIENCE_SECONDS = 30;

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final TimeoutScheduler timeouts = new TimeoutScheduler(this.timer, this.threads);

	@AfterEach
	void close() {
		this.timer.shutdownNow();
		this.threads.shutdownNow();
	}

	@Test
	void actionThatBlocksDelaysNoOtherAction() throws InterruptedException {
		CountDownLatch free = new CountDownLatch(1);
		CountDownLatch ran = new CountDownLatch(101);
		this.timeouts.schedule(() -> awaitUninterruptibly(free), Duration.ofSeconds(1).toNanos());
		for (int i = 0; i < 100; i++) {
			this.timeouts.schedule(ran::countDown, Duration.ofSeconds(1).toNanos());
		}
		this.timeouts.schedule(ran::countDown, Duration.ofMillis(1100).toNanos());
		assertThat(ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		free.countDown();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await(2 * PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void actionsRunOnTheTimerIfThereIsNoOtherThread() throws InterruptedException {
		this.threads.shutdown();
		CountDownLatch ran = new CountDownLatch(1);
		this.timeouts.schedule(ran::countDown, 0);
		assertThat(ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	@SuppressWarnings("rawtypes")
	void actionsRunOnTheTimerIfTheyCannotBeDistributed() {
		ScheduledExecutorService mockTimer = mock(ScheduledExecutorService.class);
		AtomicInteger ran = new AtomicInteger();
		TimeoutScheduler scheduler = new TimeoutScheduler(mockTimer, this.threads);
		scheduler.schedule(ran::incrementAndGet, 0);
		ArgumentCaptor<Runnable> due = ArgumentCaptor.captor();
		then(mockTimer).should().schedule(due.capture(), anyLong(), any());
		try (MockedConstruction<ConcurrentLinkedQueue> queues = mockConstruction(ConcurrentLinkedQueue.class,
				(queue, context) -> given(queue.size()).willThrow(InternalError.class))) {
			due.getValue().run();
			assertThat(queues.constructed()).isNotEmpty();
		}
		assertThat(ran).hasValue(1);
		assertThat(scheduler.size()).isZero();
	}

	@Test
	void noActionRunsBeforeItIsDue() throws InterruptedException {
		for (long millis : List.of(0L, 1L, 7L, 150L)) {
			CountDownLatch ran = new CountDownLatch(1);
			long begin = System.nanoTime();
			this.timeouts.schedule(ran::countDown, TimeUnit.MILLISECONDS.toNanos(millis));
			assertThat(ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
			assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(millis));
		}
	}

	@Test
	void cancelledActionDoesNotRunAndLeavesNothingBehind() throws InterruptedException {
		AtomicBoolean ran = new AtomicBoolean();
		CountDownLatch later = new CountDownLatch(1);
		CountDownLatch free = new CountDownLatch(1);
		this.timer.submit(() -> free.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
		Future<?> cancelled = this.timeouts.schedule(() -> ran.set(true), 0);
		assertThat(cancelled.cancel(false)).isTrue();
		assertThat(this.timeouts.size()).isZero();
		this.timeouts.schedule(later::countDown, 0);
		free.countDown();
		assertThat(later.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(ran).isFalse();
		await().until(() -> this.timeouts.size() == 0);
	}

	@Test
	void manyActionsShareFewTasksOfTheTimer() {
		List<Future<?>> futures = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			futures.add(this.timeouts.schedule(() -> {
			}, Duration.ofMinutes(1).toNanos()));
		}
		assertThat(this.timeouts.size()).isEqualTo(10_000);
		assertThat(this.timer.getQueue()).hasSizeLessThan(1000);
		futures.forEach((future) -> future.cancel(false));
		assertThat(this.timeouts.size()).isZero();
	}

	@Test
	void everyActionRunsHoweverManyAreDueAtOnce() throws InterruptedException {
		int count = 20_000;
		CountDownLatch ran = new CountDownLatch(count);
		for (int i = 0; i < count; i++) {
			this.timeouts.schedule(ran::countDown, TimeUnit.MICROSECONDS.toNanos(i % 3000));
		}
		assertThat(ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
		await().until(() -> this.timeouts.size() == 0);
	}

	@Test
	void actionThatThrowsKeepsNoOtherFromRunning() throws InterruptedException {
		CountDownLatch ran = new CountDownLatch(2);
		for (int i = 0; i < 3; i++) {
			boolean broken = i == 1;
			this.timeouts.schedule(() -> {
				if (broken) {
					throw new IllegalStateException("broken");
				}
				ran.countDown();
			}, 0);
		}
		assertThat(ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void veryLongDelayIsNotTakenForAShortOne() {
		Future<?> deadline = this.timeouts.schedule(() -> {
		}, Long.MAX_VALUE);
		assertThat(deadline).isNotDone();
		assertThat(this.timer.getQueue()).singleElement()
			.satisfies((task) -> assertThat(((java.util.concurrent.Delayed) task).getDelay(TimeUnit.DAYS))
				.isGreaterThan(365));
	}

	@Test
	void takesNothingOnceTheTimerIsShutDown() {
		this.timer.shutdown();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.timeouts.schedule(() -> {
		}, 0));
	}

}
