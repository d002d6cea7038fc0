package io.amphora.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link HandlerPool}.
 */
class HandlerPoolTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Queue<Runnable> started = new ArrayDeque<>();

	private final List<String> ran = new ArrayList<>();

	@Test
	void startsNoMoreThanTheConcurrency() {
		HandlerPool pool = new HandlerPool(this.started::add, 2);
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
	void knowsExecutorsThatNeverRunOnTheSpot() {
		ThreadPoolExecutor threads = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
		assertThat(new HandlerPool(threads, 1).startsThreads()).isTrue();
		threads.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
		assertThat(new HandlerPool(threads, 1).startsThreads()).isFalse();
		assertThat(new HandlerPool(Runnable::run, 1).startsThreads()).isFalse();
	}

	@Test
	void firstThreadAsksForTheNextOneBeforeItRuns() {
		HandlerPool pool = new HandlerPool(this.started::add, 2);
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
		pool.set(new HandlerPool((task) -> {
			pool.get().execute(() -> this.ran.add("b"), (ex) -> refused.add("b"));
			throw new RejectedExecutionException("full");
		}, 1));
		pool.get().execute(() -> this.ran.add("a"), (ex) -> refused.add("a"));
		assertThat(refused).containsExactly("a", "b");
		assertThat(pool.get().isIdle()).isTrue();
	}

	@Test
	void oneThatWaitsForAnotherFunctionLetsTheNextOneIn() {
		HandlerPool pool = new HandlerPool(this.started::add, 1);
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
		HandlerPool pool = new HandlerPool(this.started::add, 1);
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
		HandlerPool pool = new HandlerPool(executor, 1);
		pool.execute(() -> this.ran.add("a"), (ex) -> this.ran.add("refused"));
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
		HandlerPool pool = new HandlerPool(executor, 1);
		execute(pool, () -> {
			execute(pool, () -> this.ran.add("inner"));
			pool.blocked();
			pool.unblocked();
			this.ran.add("outer");
		});
		this.started.remove().run();
		assertThat(this.ran).containsExactly("outer", "inner");
	}

	@RepeatedTest(20)
	void runsEveryTaskAndNeverTooManyAtATime() throws InterruptedException {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			HandlerPool pool = new HandlerPool(threads, 4);
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

	private static void execute(HandlerPool pool, Runnable task) {
		pool.execute(task, (ex) -> {
			throw ex;
		});
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
