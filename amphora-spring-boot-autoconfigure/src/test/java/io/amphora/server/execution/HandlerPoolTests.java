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

package io.amphora.server.execution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.StoppedException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link HandlerPool}.
 */
class HandlerPoolTests {

	private static final List<Throwable> FAILURES = List.of(new RejectedExecutionException("full"),
			new IllegalStateException("task decorator"), new OutOfMemoryError("unable to create native thread"));

	private final Queue<Runnable> started = new ArrayDeque<>();

	private final List<String> ran = new ArrayList<>();

	@Test
	void startsNoMoreThanTheConcurrency() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 2);
		execute(pool, () -> this.ran.add("a"));
		execute(pool, () -> this.ran.add("b"));
		execute(pool, () -> {
			assertThat(this.started).hasSize(1);
			this.ran.add("c");
		});
		assertThat(this.started).hasSize(1);
		this.started.remove().run();
		assertThat(this.ran).containsExactly("a", "b", "c");
		this.started.remove().run();
		assertThat(this.started).isEmpty();
		assertThat(pool.isIdle()).isTrue();
	}

	@Test
	void recognizesExecutorsThatStartThreads() {
		ThreadPoolExecutor threads = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
		assertThat(new HandlerPool("shop", threads, 1).startsThreads()).isTrue();
		threads.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
		assertThat(new HandlerPool("shop", threads, 1).startsThreads()).isFalse();
		assertThat(new HandlerPool("shop", Runnable::run, 1).startsThreads()).isFalse();
	}

	@Test
	void firstThreadAsksForTheNextOneBeforeItRuns() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 2);
		execute(pool, () -> {
			this.started.remove().run();
			this.ran.add("a");
		});
		execute(pool, () -> this.ran.add("b"));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("b", "a");
	}

	@Test
	void tasksThatCameMeanwhileAreRefusedTogetherWithTheOneThatGetsNoThread() {
		List<String> refused = new ArrayList<>();
		AtomicReference<HandlerPool> pool = new AtomicReference<>();
		pool.set(new HandlerPool("shop", (task) -> {
			pool.get().execute(() -> this.ran.add("b"), (ex) -> refused.add("b"), null);
			throw new RejectedExecutionException("full");
		}, 1));
		pool.get().execute(() -> this.ran.add("a"), (ex) -> refused.add("a"), null);
		assertThat(refused).containsExactly("a", "b");
		assertThat(pool.get().isIdle()).isTrue();
	}

	@Test
	void theEntriesOfATaskInTheMdcDoNotReachTheNextOne() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1);
		execute(pool, () -> MDC.put("user", "ada"));
		execute(pool, () -> {
			this.ran.add("user " + MDC.get("user"));
			MDC.put("user", "ada");
			throw new IllegalStateException("on purpose");
		});
		execute(pool, () -> this.ran.add("user " + MDC.get("user")));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("user null", "user null");
		assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
	}

	@Test
	void theEntriesOfTheThreadInTheMdcAreRestoredAfterEachTask() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1);
		execute(pool, () -> {
			MDC.put("node", "changed");
			MDC.put("user", "ada");
		});
		execute(pool, () -> {
			this.ran.add(MDC.get("node") + " " + MDC.get("user"));
			MDC.clear();
		});
		execute(pool, () -> this.ran.add(MDC.get("node") + " " + MDC.get("user")));
		try {
			MDC.put("node", "blue");
			this.started.remove().run();
			assertThat(this.ran).containsExactly("blue null", "blue null");
			assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("node", "blue"));
		}
		finally {
			MDC.clear();
		}
	}

	@Test
	void tasksThatHaveNotBegunAreWithdrawnUnlessTheyArePartOfABatch() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1);
		List<String> refused = new ArrayList<>();
		execute(pool, () -> {
			pool.withdraw();
			this.ran.add("a");
		});
		pool.execute(() -> this.ran.add("b"), (cause) -> refused.add("b " + (cause instanceof StoppedException)), null);
		pool.execute(() -> this.ran.add("c"), (cause) -> refused.add("c"), "batch");
		this.started.remove().run();
		assertThat(refused).containsExactly("b true");
		execute(pool, () -> this.ran.add("d"));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("a", "c", "d");
		assertThat(pool.isIdle()).isTrue();
	}

	@Test
	void closedPoolRefusesWaitingAndLaterTasks() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1);
		List<String> refused = new ArrayList<>();
		pool.execute(() -> this.ran.add("a"), (cause) -> refused.add("a"), null);
		pool.execute(() -> this.ran.add("b"), (cause) -> refused.add("b"), "batch");
		pool.close();
		pool.execute(() -> this.ran.add("c"), (cause) -> refused.add("c"), null);
		this.started.remove().run();
		assertThat(refused).containsExactly("a", "b", "c");
		assertThat(this.ran).isEmpty();
		assertThat(this.started).isEmpty();
		assertThat(pool.isIdle()).isTrue();
	}

	@Test
	void oneThatWaitsForAnotherFunctionLetsTheNextOneIn() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1);
		execute(pool, () -> {
			execute(pool, () -> this.ran.add("inner"));
			assertThat(this.started).isEmpty();
			pool.blocked();
			assertThat(this.started).hasSize(1);
			this.started.remove().run();
			pool.unblocked();
			this.ran.add("outer");
		});
		this.started.remove().run();
		assertThat(this.ran).containsExactly("inner", "outer");
		execute(pool, () -> this.ran.add("next"));
		assertThat(this.started).hasSize(1);
	}

	@Test
	void taskThatThrowsDoesNotTakeItsPlaceWithIt() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1);
		execute(pool, () -> {
			throw new IllegalStateException("broken");
		});
		execute(pool, () -> {
			throw new OutOfMemoryError("no heap");
		});
		execute(pool, () -> this.ran.add("next"));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("next");
		execute(pool, () -> this.ran.add("later"));
		assertThat(this.started).hasSize(1);
	}

	@Test
	void taskThatIsRejectedDoesNotTakeAPlace() {
		AtomicInteger calls = new AtomicInteger();
		Executor executor = (task) -> {
			if (calls.getAndIncrement() == 0) {
				throw new RejectedExecutionException("full");
			}
			this.started.add(task);
		};
		HandlerPool pool = new HandlerPool("shop", executor, 1);
		pool.execute(() -> this.ran.add("a"), (ex) -> this.ran.add("refused"), null);
		execute(pool, () -> this.ran.add("b"));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("refused", "b");
	}

	@Test
	void taskThatIsRejectedInPlaceOfAnotherRunsLater() {
		AtomicInteger calls = new AtomicInteger();
		Executor executor = (task) -> {
			if (calls.getAndIncrement() == 1) {
				throw new RejectedExecutionException("full");
			}
			this.started.add(task);
		};
		HandlerPool pool = new HandlerPool("shop", executor, 1);
		execute(pool, () -> {
			execute(pool, () -> this.ran.add("inner"));
			pool.blocked();
			pool.unblocked();
			this.ran.add("outer");
		});
		this.started.remove().run();
		assertThat(this.ran).containsExactly("outer", "inner");
	}

	@Test
	void failureToStartAThreadIsUndone() {
		for (Throwable failure : FAILURES) {
			AtomicInteger calls = new AtomicInteger();
			List<Throwable> refused = new ArrayList<>();
			HandlerPool pool = new HandlerPool("shop", failingOnce(calls, 0, failure), 1);
			pool.execute(() -> this.ran.add("refused"), refused::add, null);
			assertThat(refused).containsExactly(failure);
			assertThat(pool.isIdle()).isTrue();
			execute(pool, () -> this.ran.add("next"));
			this.started.remove().run();
			assertThat(this.ran).containsExactly("next");
			this.ran.clear();
		}
	}

	@Test
	void failureToStartAThreadForTheNextTaskLosesNoTask() {
		for (Throwable failure : FAILURES) {
			AtomicInteger calls = new AtomicInteger();
			HandlerPool pool = new HandlerPool("shop", failingOnce(calls, 1, failure), 2);
			execute(pool, () -> this.ran.add("a"));
			execute(pool, () -> this.ran.add("b"));
			this.started.remove().run();
			assertThat(this.ran).containsExactly("a", "b");
			assertThat(pool.isIdle()).isTrue();
			execute(pool, () -> this.ran.add("c"));
			execute(pool, () -> this.ran.add("d"));
			this.started.remove().run();
			assertThat(this.started).hasSize(1);
			this.started.remove().run();
			assertThat(this.ran).containsExactly("a", "b", "c", "d");
			this.ran.clear();
		}
	}

	@Test
	void failureToStartAThreadInPlaceOfOneThatWaitsDoesNotReachIt() {
		for (Throwable failure : FAILURES) {
			AtomicInteger calls = new AtomicInteger();
			HandlerPool pool = new HandlerPool("shop", failingOnce(calls, 1, failure), 1);
			execute(pool, () -> {
				execute(pool, () -> this.ran.add("inner"));
				pool.blocked();
				pool.unblocked();
				this.ran.add("outer");
			});
			this.started.remove().run();
			assertThat(this.ran).containsExactly("outer", "inner");
			assertThat(pool.isIdle()).isTrue();
			this.ran.clear();
		}
	}

	@Test
	void executorThatFailsAfterItHasRunATaskDoesNotFreeItsPlaceTwice() {
		HandlerPool pool = new HandlerPool("shop", (task) -> {
			task.run();
			throw new IllegalStateException("afterwards");
		}, 1);
		execute(pool, () -> this.ran.add("a"));
		assertThat(this.ran).containsExactly("a");
		assertThat(pool.isIdle()).isTrue();
	}

	@Test
	void threadThatComesThoughItsStartFailedTakesNoPlace() {
		AtomicInteger calls = new AtomicInteger();
		HandlerPool pool = new HandlerPool("shop", (task) -> {
			this.started.add(task);
			if (calls.getAndIncrement() == 0) {
				throw new IllegalStateException("late");
			}
		}, 1);
		pool.execute(() -> this.ran.add("refused"), (ex) -> this.ran.add("told"), null);
		this.started.remove().run();
		assertThat(pool.isIdle()).isTrue();
		execute(pool, () -> this.ran.add("next"));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("told", "next");
	}

	@Test
	void interruptOfOneTaskDoesNotReachTheNext() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1);
		execute(pool, () -> Thread.currentThread().interrupt());
		execute(pool, () -> this.ran.add(String.valueOf(Thread.currentThread().isInterrupted())));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("false");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void interruptOfABorrowedThreadDoesNotReachATask() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1);
		execute(pool, () -> this.ran.add(String.valueOf(Thread.currentThread().isInterrupted())));
		Thread.currentThread().interrupt();
		this.started.remove().run();
		assertThat(this.ran).containsExactly("false");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void threadThatDoesNotComeIsReplaced(CapturedOutput output) {
		Queue<Runnable> lost = new ConcurrentLinkedQueue<>();
		Queue<Runnable> checks = new ArrayDeque<>();
		HandlerPool pool = new HandlerPool("shop", lost::add, 1, new SimpleAsyncTaskExecutor(), checks::add,
				Integer.MAX_VALUE);
		execute(pool, () -> this.ran.add("a"));
		execute(pool, () -> this.ran.add("b"));
		assertThat(checks).hasSize(1);
		checks.remove().run();
		assertThat(lost).as("just asked for").hasSize(1);
		checks.remove().run();
		await().atMost(PATIENCE).until(() -> lost.size() == 2);
		assertThat(output.getOut()).containsOnlyOnce("A thread for a request of service 'shop' has not started");
		lost.remove();
		lost.remove().run();
		assertThat(this.ran).containsExactly("a", "b");
		assertThat(pool.isIdle()).isTrue();
		checks.remove().run();
		assertThat(checks).as("nothing to check").isEmpty();
		execute(pool, () -> this.ran.add("c"));
		assertThat(checks).hasSize(1);
	}

	@Test
	void threadsAreCheckedThoughACheckCouldNotBeScheduledBefore() {
		AtomicBoolean noThread = new AtomicBoolean(true);
		Queue<Runnable> checks = new ArrayDeque<>();
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1, new SimpleAsyncTaskExecutor(), (check) -> {
			if (noThread.getAndSet(false)) {
				throw new OutOfMemoryError("no thread");
			}
			checks.add(check);
		}, Integer.MAX_VALUE);
		execute(pool, () -> this.ran.add("a"));
		assertThat(checks).isEmpty();
		this.started.remove().run();
		execute(pool, () -> this.ran.add("b"));
		assertThat(checks).hasSize(1);
	}

	@Test
	void threadThatComesLateFindsItsPlaceTaken() {
		Queue<Runnable> late = new ConcurrentLinkedQueue<>();
		Queue<Runnable> checks = new ArrayDeque<>();
		HandlerPool pool = new HandlerPool("shop", late::add, 1, new SimpleAsyncTaskExecutor(), checks::add,
				Integer.MAX_VALUE);
		execute(pool, () -> this.ran.add("a"));
		checks.remove().run();
		checks.remove().run();
		await().atMost(PATIENCE).until(() -> late.size() == 2);
		late.forEach(Runnable::run);
		assertThat(this.ran).containsExactly("a");
		assertThat(pool.isIdle()).isTrue();
	}

	@Test
	void lastBatchesAreRefusedIfTheyWouldWaitForLong() {
		Queue<Runnable> checks = new ArrayDeque<>();
		List<String> refused = new ArrayList<>();
		HandlerPool pool = new HandlerPool("shop", this.started::add, 2, new SimpleAsyncTaskExecutor(), checks::add, 3);
		for (String batch : List.of("a", "b", "c")) {
			for (int i = 0; i < 3; i++) {
				pool.execute(() -> this.ran.add(batch), (ex) -> refused.add(batch), batch);
			}
		}
		checks.remove().run();
		assertThat(refused).as("they may just have arrived").isEmpty();
		checks.remove().run();
		assertThat(refused).containsExactly("c", "c", "c", "b", "b", "b");
		this.started.remove().run();
		assertThat(this.ran).containsExactly("a", "a", "a");
	}

	@Test
	void batchesThatAreHandledQuicklyAreNotRefused() {
		Queue<Runnable> checks = new ArrayDeque<>();
		List<String> refused = new ArrayList<>();
		HandlerPool pool = new HandlerPool("shop", this.started::add, 2, new SimpleAsyncTaskExecutor(), checks::add, 1);
		for (int i = 0; i < 60; i++) {
			int number = i;
			pool.execute(() -> {
				this.ran.add("a");
				if (number == 0 || number == 6) {
					checks.remove().run();
				}
			}, (ex) -> refused.add("a"), i / 10);
		}
		this.started.remove().run();
		assertThat(this.ran).hasSize(60);
		assertThat(refused).isEmpty();
	}

	@Test
	void batchesAreNotRefusedBecauseOthersWaitedBeforeThePoolWasIdle() {
		Queue<Runnable> checks = new ArrayDeque<>();
		List<String> refused = new ArrayList<>();
		HandlerPool pool = new HandlerPool("shop", this.started::add, 2, new SimpleAsyncTaskExecutor(), checks::add, 1);
		Runnable check = () -> checks.remove().run();
		Runnable nothing = () -> {
		};
		for (int i = 0; i < 5; i++) {
			pool.execute((i == 0) ? check : nothing, (ex) -> refused.add("first"), "first");
		}
		this.started.remove().run();
		this.started.remove().run();
		assertThat(pool.isIdle()).isTrue();
		check.run();
		execute(pool, check);
		for (int i = 0; i < 10; i++) {
			pool.execute(nothing, (ex) -> refused.add("second"), "second");
		}
		this.started.remove().run();
		assertThat(refused).isEmpty();
	}

	@Test
	void batchWhosePartsEndAtOnceIsNotRefusedLater() {
		Queue<Runnable> checks = new ArrayDeque<>();
		HandlerPool pool = new HandlerPool("shop", this.started::add, 2, new SimpleAsyncTaskExecutor(), checks::add, 1);
		pool.executeBatch(List.of("a", "b", "c", "d"), (part) -> {
			this.ran.add(part);
			List.copyOf(checks).forEach(Runnable::run);
		}, (part, ex) -> this.ran.add("refused"), this);
		this.started.remove().run();
		assertThat(this.ran).containsExactly("a", "b", "c", "d");
	}

	@Test
	void closedPoolRefusesAllPartsOfABatch() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 2);
		pool.close();
		pool.executeBatch(List.of("a", "b"), this.ran::add, (part, ex) -> this.ran.add("refused " + part), this);
		assertThat(this.ran).containsExactly("refused a", "refused b");
	}

	@Test
	void batchesAreSplitAlthoughNoSlotIsFree() {
		Queue<Runnable> checks = new ArrayDeque<>();
		List<String> refused = new CopyOnWriteArrayList<>();
		AtomicInteger split = new AtomicInteger();
		HandlerPool pool = new HandlerPool("shop", this.started::add, 2, new SimpleAsyncTaskExecutor(), checks::add, 1);
		execute(pool, () -> {
			pool.split(() -> {
				pool.execute(() -> this.ran.add("a"), (ex) -> refused.add("a"), this);
				pool.execute(() -> this.ran.add("b"), (ex) -> refused.add("b"), this);
				split.incrementAndGet();
			}, (ex) -> refused.add("batch"));
			checks.remove().run();
			assertThat(split).hasValue(0);
			checks.remove().run();
			await().atMost(PATIENCE).until(() -> split.get() == 1);
			checks.remove().run();
			checks.remove().run();
		});
		this.started.remove().run();
		assertThat(refused).containsExactly("a", "b");
		assertThat(this.ran).isEmpty();
	}

	@Test
	void batchesAreNotSplitEarlierIfTheOrderHasToBeKept() {
		Queue<Runnable> checks = new ArrayDeque<>();
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1, new SimpleAsyncTaskExecutor(), checks::add, 1);
		execute(pool, () -> {
			pool.split(() -> this.ran.add("split"), (ex) -> this.ran.add("refused"));
			checks.remove().run();
			checks.remove().run();
			checks.remove().run();
			this.ran.add("a");
		});
		this.started.remove().run();
		assertThat(this.ran).containsExactly("a", "split");
	}

	@Test
	void tasksOfABatchTakeThePlaceOfTheBatchIfTheOrderHasToBeKept() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1);
		for (String batch : List.of("a", "b")) {
			pool.split(() -> pool.executeBatch(List.of(batch + 1, batch + 2), this.ran::add,
					(part, ex) -> this.ran.add("refused"), batch), (ex) -> this.ran.add("refused"));
			execute(pool, () -> this.ran.add(batch + 3));
		}
		this.started.remove().run();
		assertThat(this.ran).containsExactly("a1", "a2", "a3", "b1", "b2", "b3");
	}

	@Test
	void batchThatNoThreadSplitsIsRefused() {
		Queue<Runnable> checks = new ArrayDeque<>();
		HandlerPool pool = new HandlerPool("shop", this.started::add, 2, withoutThreads(), checks::add, 1);
		execute(pool, () -> {
			pool.split(() -> this.ran.add("split"), (ex) -> this.ran.add("refused"));
			checks.remove().run();
			checks.remove().run();
			assertThat(checks).hasSize(1);
		});
		this.started.remove().run();
		assertThat(this.ran).containsExactly("refused");
	}

	@Test
	void placeThatIsLeftIsUsedLaterIfNoThreadStartsTheNextTask() {
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1, withoutThreads(), (check) -> {
		}, 1);
		execute(pool, () -> {
			execute(pool, () -> this.ran.add("next"));
			pool.left();
			pool.unblocked();
		});
		this.started.remove().run();
		assertThat(this.ran).containsExactly("next");
		assertThat(pool.isIdle()).isTrue();
	}

	private static Executor withoutThreads() {
		return (task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		};
	}

	@Test
	void threadThatRunsForLongIsNotReplaced() {
		Queue<Runnable> checks = new ArrayDeque<>();
		HandlerPool pool = new HandlerPool("shop", this.started::add, 1, new SimpleAsyncTaskExecutor(), checks::add,
				Integer.MAX_VALUE);
		execute(pool, () -> {
			checks.remove().run();
			checks.remove().run();
			checks.remove().run();
			this.ran.add("a");
		});
		this.started.remove().run();
		assertThat(this.started).isEmpty();
		assertThat(this.ran).containsExactly("a");
	}

	@Test
	void failureOfARefusedTaskDoesNotAffectOthers() {
		List<String> refused = new ArrayList<>();
		AtomicReference<HandlerPool> pool = new AtomicReference<>();
		pool.set(new HandlerPool("shop", (task) -> {
			pool.get().execute(() -> this.ran.add("b"), (ex) -> refused.add("b"), null);
			throw new OutOfMemoryError("unable to create native thread");
		}, 1));
		pool.get().execute(() -> this.ran.add("a"), (ex) -> {
			throw new IllegalStateException("broken");
		}, null);
		assertThat(refused).containsExactly("b");
	}

	@RepeatedTest(20)
	void runsEveryTaskAndNeverTooManyAtATime() throws InterruptedException {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			HandlerPool pool = new HandlerPool("shop", threads, 4);
			AtomicInteger running = new AtomicInteger();
			AtomicInteger most = new AtomicInteger();
			CountDownLatch done = new CountDownLatch(400);
			for (int i = 0; i < 400; i++) {
				boolean blocks = i % 5 == 0;
				execute(pool, () -> {
					most.accumulateAndGet(running.incrementAndGet(), Math::max);
					running.decrementAndGet();
					if (blocks) {
						pool.blocked();
						Thread.yield();
						pool.unblocked();
					}
					done.countDown();
				});
			}
			assertThat(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(most.get()).isLessThanOrEqualTo(8);
			assertThatAllPlacesAreFree(pool);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Executor failingOnce(AtomicInteger calls, int at, Throwable failure) {
		return (task) -> {
			if (calls.getAndIncrement() == at) {
				if (failure instanceof Error error) {
					throw error;
				}
				throw (RuntimeException) failure;
			}
			this.started.add(task);
		};
	}

	private static void execute(HandlerPool pool, Runnable task) {
		pool.execute(task, (ex) -> {
			throw new AssertionError(ex);
		}, null);
	}

	private static void assertThatAllPlacesAreFree(HandlerPool pool) {
		CountDownLatch together = new CountDownLatch(4);
		AtomicInteger met = new AtomicInteger();
		for (int i = 0; i < 4; i++) {
			execute(pool, () -> {
				together.countDown();
				try {
					if (together.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
						met.incrementAndGet();
					}
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}
		await().atMost(PATIENCE).until(() -> met.get() == 4);
	}

}
