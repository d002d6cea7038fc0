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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DrainLoop}.
 */
class DrainLoopTests {

	private static final int THREADS = 4;

	private static final int EACH = 2_000;

	private final Queue<Runnable> started = new ArrayDeque<>();

	private final List<String> ran = new ArrayList<>();

	static Stream<Throwable> failures() {
		return Stream.of(new RejectedExecutionException("full"), new IllegalStateException("task decorator"),
				new OutOfMemoryError("unable to create native thread"), new StackOverflowError());
	}

	@Test
	void executorRunsTheWorkForAllRequestsUntilThen() {
		DrainLoop loop = loop(this::note);
		loop.request();
		loop.request();
		assertThat(this.started).hasSize(1);
		this.started.remove().run();
		assertThat(this.ran).containsExactly("executor");
		loop.request();
		this.started.remove().run();
		assertThat(this.ran).hasSize(2);
		assertThat(this.started).isEmpty();
	}

	@Test
	void workIsRepeatedForARequestThatComesWhileItRuns() {
		List<DrainLoop> loops = new ArrayList<>();
		loops.add(loop((onCallerThread) -> {
			note(onCallerThread);
			if (this.ran.size() < 3) {
				loops.get(0).request(() -> true);
			}
			return true;
		}));
		loops.get(0).request();
		this.started.remove().run();
		assertThat(this.ran).hasSize(3);
		assertThat(this.started).isEmpty();
	}

	@Test
	void threadOfARequestRunsTheWorkIfItMay() {
		DrainLoop loop = loop(this::note);
		loop.request(() -> true);
		loop.request(() -> true);
		assertThat(this.ran).containsExactly("requester", "requester");
		assertThat(this.started).isEmpty();
	}

	@Test
	void executorContinuesWithUnfinishedWork() {
		DrainLoop loop = loop((onCallerThread) -> {
			note(onCallerThread);
			return this.ran.size() > 2;
		});
		loop.request(() -> true);
		loop.request(() -> true);
		assertThat(this.ran).containsExactly("requester");
		this.started.remove().run();
		assertThat(this.ran).containsExactly("requester", "executor");
		this.started.remove().run();
		assertThat(this.ran).containsExactly("requester", "executor", "executor");
		assertThat(this.started).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void threadOfARequestRunsTheWorkIfTheExecutorDoesNotStart(Throwable failure) {
		AtomicInteger attempts = new AtomicInteger();
		DrainLoop loop = new DrainLoop("test", this::note, failing(attempts, 1, failure));
		loop.request();
		assertThat(this.ran).containsExactly("requester");
		loop.request();
		assertThat(this.started).as("tried again").hasSize(1);
		this.started.remove().run();
		assertThat(this.ran).containsExactly("requester", "executor");
	}

	@ParameterizedTest
	@MethodSource("failures")
	void nextRequestTriesAgainIfNoThreadFinishesTheWork(Throwable failure) {
		AtomicInteger attempts = new AtomicInteger();
		DrainLoop loop = new DrainLoop("test", (onCallerThread) -> note(onCallerThread) && !onCallerThread,
				failing(attempts, 1, failure));
		loop.request(() -> true);
		assertThat(this.ran).isNotEmpty().containsOnly("requester");
		loop.request();
		this.started.remove().run();
		assertThat(this.ran).endsWith("executor");
		loop.request();
		assertThat(this.started).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void executorThatFailsAfterItHasStartedTheWorkCountsAsStarted(Throwable failure) {
		DrainLoop loop = new DrainLoop("test", this::note, (task) -> {
			task.run();
			throw DrainLoopTests.<RuntimeException>sneaky(failure);
		});
		loop.request();
		loop.request();
		assertThat(this.ran).containsExactly("executor", "executor");
	}

	@Test
	void executorThatFailsAndStartsTheWorkLaterStartsItOnce() {
		AtomicInteger attempts = new AtomicInteger();
		DrainLoop loop = new DrainLoop("test", this::note, (task) -> {
			this.started.add(task);
			if (attempts.getAndIncrement() == 0) {
				throw new IllegalStateException("late");
			}
		});
		loop.request();
		assertThat(this.ran).containsExactly("requester");
		this.started.remove().run();
		assertThat(this.ran).containsExactly("requester");
		loop.request();
		this.started.remove().run();
		assertThat(this.ran).containsExactly("requester", "executor");
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failedWorkIsRepeatedOnce(Throwable failure) {
		DrainLoop loop = loop((onCallerThread) -> {
			note(onCallerThread);
			if (this.ran.size() == 1) {
				throw DrainLoopTests.<RuntimeException>sneaky(failure);
			}
			return true;
		});
		loop.request();
		this.started.remove().run();
		assertThat(this.ran).containsExactly("executor", "executor");
		loop.request();
		assertThat(this.started).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void workThatFailsOnTheThreadOfARequestIsLeftToTheExecutor(Throwable failure) {
		DrainLoop loop = loop((onCallerThread) -> {
			note(onCallerThread);
			if (onCallerThread) {
				throw DrainLoopTests.<RuntimeException>sneaky(failure);
			}
			return true;
		});
		loop.request(() -> true);
		this.started.remove().run();
		assertThat(this.ran).containsExactly("requester", "executor");
	}

	@Test
	void workThatAlwaysFailsEndsAndIsTriedAgainByTheNextRequest() {
		DrainLoop loop = loop((onCallerThread) -> {
			note(onCallerThread);
			throw new IllegalStateException("broken");
		});
		loop.request();
		this.started.remove().run();
		assertThat(this.ran).hasSize(2);
		loop.request();
		this.started.remove().run();
		assertThat(this.ran).hasSize(4);
	}

	@Test
	void failureToDecideWhereToRunLeavesTheLoopUsable() {
		DrainLoop loop = loop(this::note);
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> loop.request(() -> {
			throw new StackOverflowError();
		}));
		loop.request(() -> true);
		assertThat(this.ran).containsExactly("requester");
	}

	@RepeatedTest(10)
	void oneThreadAtATimeDoesAllWorkDespiteFailures() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			ConcurrentLinkedQueue<Integer> waiting = new ConcurrentLinkedQueue<>();
			AtomicInteger running = new AtomicInteger();
			AtomicInteger together = new AtomicInteger();
			AtomicInteger turns = new AtomicInteger();
			CountDownLatch done = new CountDownLatch(THREADS * EACH);
			DrainLoop loop = new DrainLoop("test", (onCallerThread) -> {
				if (running.incrementAndGet() > 1) {
					together.incrementAndGet();
				}
				try {
					return drain(waiting, done, turns.incrementAndGet());
				}
				finally {
					running.decrementAndGet();
				}
			}, unreliable(threads));
			for (int i = 0; i < THREADS; i++) {
				boolean lends = i % 2 == 0;
				threads.execute(() -> {
					for (int j = 0; j < EACH; j++) {
						waiting.add(j);
						loop.request(() -> lends);
					}
				});
			}
			assertThat(done.await(30, TimeUnit.SECONDS)).as("left: %s", waiting.size()).isTrue();
			assertThat(together).hasValue(0);
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Fails, and leaves off, now and then, but not twice in a row. */
	private static boolean drain(Queue<Integer> waiting, CountDownLatch done, int turn) {
		if (turn % 10 == 0) {
			throw new IllegalStateException("turn " + turn);
		}
		for (Integer next = waiting.poll(); next != null; next = waiting.poll()) {
			done.countDown();
			if (turn % 10 == 5) {
				return false;
			}
		}
		return true;
	}

	/** Fails now and then, before it starts a task or afterwards. */
	private static Executor unreliable(Executor threads) {
		AtomicInteger uses = new AtomicInteger();
		return (task) -> {
			int use = uses.incrementAndGet();
			if (use % 6 == 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			threads.execute(task);
			if (use % 6 == 3) {
				throw new IllegalStateException("started all the same");
			}
		};
	}

	private Executor failing(AtomicInteger attempts, int times, Throwable failure) {
		return (task) -> {
			if (attempts.getAndIncrement() < times) {
				throw DrainLoopTests.<RuntimeException>sneaky(failure);
			}
			this.started.add(task);
		};
	}

	private DrainLoop loop(DrainLoop.Work work) {
		return new DrainLoop("test", work, this.started::add);
	}

	private boolean note(boolean onCallerThread) {
		return this.ran.add(onCallerThread ? "requester" : "executor");
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E sneaky(Throwable failure) throws E {
		throw (E) failure;
	}

}
