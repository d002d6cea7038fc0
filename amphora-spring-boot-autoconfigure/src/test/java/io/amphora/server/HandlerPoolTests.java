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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
		pool.execute(() -> this.ran.add("a"));
		pool.execute(() -> this.ran.add("b"));
		pool.execute(() -> this.ran.add("c"));
		assertThat(this.started).hasSize(2);
		this.started.remove().run();
		assertThat(this.ran).containsExactly("a", "c");
		this.started.remove().run();
		assertThat(this.ran).containsExactly("a", "c", "b");
		assertThat(this.started).isEmpty();
	}

	@Test
	void oneThatWaitsForAnotherFunctionLetsTheNextOneIn() {
		HandlerPool pool = new HandlerPool(this.started::add, 1);
		pool.execute(() -> {
			pool.execute(() -> this.ran.add("inner"));
			assertThat(this.started).isEmpty();
			pool.blocked();
			assertThat(this.started).hasSize(1);
			this.started.remove().run();
			pool.unblocked();
			this.ran.add("outer");
		});
		this.started.remove().run();
		assertThat(this.ran).containsExactly("inner", "outer");
		pool.execute(() -> this.ran.add("next"));
		assertThat(this.started).hasSize(1);
	}

	@Test
	void taskThatThrowsDoesNotTakeItsPlaceWithIt() {
		HandlerPool pool = new HandlerPool(this.started::add, 1);
		pool.execute(() -> {
			throw new IllegalStateException("broken");
		});
		pool.execute(() -> {
			throw new OutOfMemoryError("no heap");
		});
		pool.execute(() -> this.ran.add("next"));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("next");
		pool.execute(() -> this.ran.add("later"));
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
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> pool.execute(() -> this.ran.add("a")));
		pool.execute(() -> this.ran.add("b"));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("b");
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
		pool.execute(() -> {
			pool.execute(() -> this.ran.add("inner"));
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
				pool.execute(() -> {
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

	private static void assertThatAllPlacesAreFree(HandlerPool pool) {
		CountDownLatch together = new CountDownLatch(4);
		AtomicInteger met = new AtomicInteger();
		for (int i = 0; i < 4; i++) {
			pool.execute(() -> {
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
