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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SerialExecutor}.
 */
class SerialExecutorTests {

	private static final int PRODUCERS = 4;

	private static final int EACH = 500;

	private final Queue<Runnable> started = new ArrayDeque<>();

	private final List<String> ran = new ArrayList<>();

	private final Queue<Runnable> checks = new ConcurrentLinkedQueue<>();

	private final ScheduledExecutorService timer = mock(ScheduledExecutorService.class);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AtomicInteger blocked = new AtomicInteger();

	private final AtomicInteger overtaking = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	@BeforeEach
	void collectChecks() {
		given(this.timer.schedule(any(Runnable.class), anyLong(), any())).willAnswer((invocation) -> {
			this.checks.add(invocation.getArgument(0));
			return null;
		});
	}

	@AfterEach
	void release() {
		this.released.countDown();
		this.threads.shutdown();
	}

	private SerialExecutor executor(Executor chosen) {
		return new SerialExecutor(chosen, this.timer, () -> false);
	}

	private void block() {
		this.blocked.incrementAndGet();
		try {
			this.released.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** The timer checks so often that the task before is found running at two checks. */
	private void checkUntilBlocked(int count) {
		await().pollInterval(Duration.ofMillis(1)).until(() -> {
			check();
			return this.blocked.get() >= count;
		});
	}

	private void check() {
		Runnable check = this.checks.poll();
		if (check != null) {
			check.run();
		}
	}

	@Test
	void otherTasksOvertakeTasksThatTakeLong() {
		SerialExecutor executor = new SerialExecutor(this.threads, this.timer, () -> true);
		for (int i = 0; i < 3; i++) {
			executor.execute(this::block);
			executor.execute(this.overtaking::incrementAndGet);
		}
		checkUntilBlocked(3);
		await().until(() -> {
			check();
			return this.overtaking.get() == 3;
		});
		executor.execute(this.overtaking::incrementAndGet);
		await().until(() -> this.overtaking.get() == 4);
		this.released.countDown();
		await().until(() -> {
			check();
			return this.checks.isEmpty();
		});
	}

	@Test
	void noTaskOvertakesUnlessPermitted() {
		SerialExecutor executor = executor(this.threads);
		executor.execute(this::block);
		executor.execute(this.overtaking::incrementAndGet);
		checkUntilBlocked(1);
		IntStream.range(0, 10).forEach((i) -> check());
		assertThat(this.overtaking).hasValue(0);
		this.released.countDown();
		await().until(() -> this.overtaking.get() == 1);
	}

	@Test
	void overtakesAnyNumberOfTasks() {
		SerialExecutor executor = new SerialExecutor(this.threads, this.timer, () -> true);
		IntStream.range(0, 100).forEach((i) -> executor.execute(this::block));
		executor.execute(this.overtaking::incrementAndGet);
		checkUntilBlocked(100);
		await().until(() -> {
			check();
			return this.overtaking.get() == 1;
		});
		assertThat(executor.overtaken()).isEqualTo(100);
		this.released.countDown();
		await().until(() -> executor.overtaken() == 0);
	}

	@Test
	void countsNoTaskThatEndsBeforeItIsOvertaken() {
		Queue<Runnable> overtakers = new ConcurrentLinkedQueue<>();
		Consumer<Runnable> collect = overtakers::add;
		Consumer<Runnable> start = this.threads::execute;
		AtomicBoolean collecting = new AtomicBoolean();
		SerialExecutor executor = new SerialExecutor((task) -> (collecting.get() ? collect : start).accept(task),
				this.timer, () -> true);
		executor.execute(this::block);
		executor.execute(this.overtaking::incrementAndGet);
		await().until(() -> this.blocked.get() == 1);
		collecting.set(true);
		check();
		check();
		assertThat(overtakers).isNotEmpty();
		this.released.countDown();
		await().until(() -> this.overtaking.get() == 1);
		overtakers.forEach(Runnable::run);
		assertThat(executor.overtaken()).isZero();
		collecting.set(false);
		executor.execute(this.overtaking::incrementAndGet);
		await().until(() -> this.overtaking.get() == 2);
	}

	@Test
	void timerRunsNoTaskIfThereIsNoThreadToOvertakeWith() {
		AtomicBoolean refusing = new AtomicBoolean();
		SerialExecutor executor = new SerialExecutor((task) -> {
			if (refusing.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			this.threads.execute(task);
		}, this.timer, () -> true);
		executor.execute(this::block);
		executor.execute(this.overtaking::incrementAndGet);
		await().until(() -> this.blocked.get() == 1);
		refusing.set(true);
		IntStream.range(0, 5).forEach((i) -> check());
		assertThat(this.overtaking).hasValue(0);
		refusing.set(false);
		await().until(() -> {
			check();
			return this.overtaking.get() == 1;
		});
	}

	@Test
	void runsTasksAlthoughTheTimerIsClosed() {
		given(this.timer.schedule(any(Runnable.class), anyLong(), any())).willThrow(RejectedExecutionException.class);
		executor(this.started::add).execute(() -> this.ran.add("a"));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("a");
	}

	@Test
	void asksForOneThreadThatRunsAllInOrder() {
		SerialExecutor executor = executor(this.started::add);
		executor.execute(() -> {
			this.ran.add("a");
			executor.execute(() -> this.ran.add("c"));
		});
		executor.execute(() -> this.ran.add("b"));
		assertThat(this.started).hasSize(1);
		this.started.remove().run();
		assertThat(this.ran).containsExactly("a", "b", "c");
		executor.execute(() -> this.ran.add("d"));
		this.started.remove().run();
		assertThat(this.ran).endsWith("d");
		assertThat(this.started).isEmpty();
	}

	@Test
	void itsThreadCountsAsOneOfTheBrokers() {
		SerialExecutor executor = executor(Runnable::run);
		executor.execute(() -> this.ran.add(String.valueOf(BrokerThread.isCurrent())));
		assertThat(this.ran).containsExactly("true");
		assertThat(BrokerThread.isCurrent()).isFalse();
	}

	@Test
	void continuesAfterATaskThatFails() {
		SerialExecutor executor = executor(this.started::add);
		executor.execute(() -> {
			throw new IllegalStateException("failed");
		});
		executor.execute(() -> {
			throw new AssertionError("failed");
		});
		executor.execute(() -> this.ran.add("a"));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("a");
	}

	@Test
	void interruptOfOneTaskDoesNotReachTheNext() {
		SerialExecutor executor = executor(this.started::add);
		executor.execute(() -> Thread.currentThread().interrupt());
		executor.execute(() -> this.ran.add(String.valueOf(Thread.currentThread().isInterrupted())));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("false");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void runsTasksAlthoughNoThreadCanBeStarted() {
		SerialExecutor executor = executor((task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		executor.execute(() -> this.ran.add("a"));
		executor.execute(() -> this.ran.add("b"));
		assertThat(this.ran).containsExactly("a", "b");
	}

	@RepeatedTest(20)
	void runsOneTaskAtATimeFromSeveralThreads() throws Exception {
		SerialExecutor executor = executor(this.threads);
		AtomicInteger running = new AtomicInteger();
		int[] done = new int[2];
		CountDownLatch all = new CountDownLatch(PRODUCERS * EACH);
		IntStream.range(0, PRODUCERS).forEach((ignored) -> this.threads.execute(() -> {
			for (int i = 0; i < EACH; i++) {
				executor.execute(() -> {
					done[(running.incrementAndGet() == 1) ? 0 : 1]++;
					running.decrementAndGet();
					all.countDown();
				});
			}
		}));
		assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(done).containsExactly(PRODUCERS * EACH, 0);
	}

}
