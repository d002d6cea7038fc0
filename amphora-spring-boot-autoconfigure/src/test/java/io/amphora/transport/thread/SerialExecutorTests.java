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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SerialExecutor}.
 */
class SerialExecutorTests {

	private static final int PRODUCERS = 4;

	private static final int EACH = 500;

	private final Queue<Runnable> started = new ArrayDeque<>();

	private final List<String> ran = new ArrayList<>();

	@Test
	void asksForOneThreadThatRunsAllInOrder() {
		SerialExecutor executor = new SerialExecutor(this.started::add);
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
		SerialExecutor executor = new SerialExecutor(Runnable::run);
		executor.execute(() -> this.ran.add(String.valueOf(BrokerThread.isCurrent())));
		assertThat(this.ran).containsExactly("true");
		assertThat(BrokerThread.isCurrent()).isFalse();
	}

	@Test
	void continuesAfterATaskThatFails() {
		SerialExecutor executor = new SerialExecutor(this.started::add);
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
		SerialExecutor executor = new SerialExecutor(this.started::add);
		executor.execute(() -> Thread.currentThread().interrupt());
		executor.execute(() -> this.ran.add(String.valueOf(Thread.currentThread().isInterrupted())));
		this.started.remove().run();
		assertThat(this.ran).containsExactly("false");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void runsTasksAlthoughNoThreadCanBeStarted() {
		SerialExecutor executor = new SerialExecutor((task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		executor.execute(() -> this.ran.add("a"));
		executor.execute(() -> this.ran.add("b"));
		assertThat(this.ran).containsExactly("a", "b");
	}

	@RepeatedTest(20)
	void runsOneTaskAtATimeFromSeveralThreads() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			SerialExecutor executor = new SerialExecutor(threads);
			AtomicInteger running = new AtomicInteger();
			int[] done = new int[2];
			CountDownLatch all = new CountDownLatch(PRODUCERS * EACH);
			IntStream.range(0, PRODUCERS).forEach((ignored) -> threads.execute(() -> {
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
		finally {
			threads.shutdownNow();
		}
	}

}
