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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Lifecycle}.
 */
class LifecycleTests {

	private final List<State> notified = Collections.synchronizedList(new ArrayList<>());

	private final Lifecycle<State> lifecycle = new Lifecycle<>(State.STOPPED, this.notified::add);

	@Test
	void partsAndStateChangeInTheSameOrder() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		AtomicReference<State> parts = new AtomicReference<>(State.STOPPED);
		for (int i = 0; i < 500; i++) {
			CompletableFuture
				.allOf(IntStream.range(0, 4)
					.mapToObj((thread) -> CompletableFuture
						.runAsync((thread % 2 == 0) ? () -> start(parts) : () -> end(parts), threads))
					.toArray(CompletableFuture[]::new))
				.join();
			assertThat(this.lifecycle.state()).isEqualTo(parts.get());
		}
		threads.shutdown();
		await().atMost(PATIENCE).until(() -> this.notified.get(this.notified.size() - 1) == parts.get());
	}

	private void start(AtomicReference<State> parts) {
		this.lifecycle.start(State.SERVING, () -> {
			parts.set(State.SERVING);
			return parts;
		});
	}

	private void end(AtomicReference<State> parts) {
		this.lifecycle.change((state) -> State.ENDING, () -> {
			parts.set(State.ENDING);
			return parts;
		});
	}

	@Test
	void listenerIsNotifiedInTheOrderOfTheChangesAndHoldsNoTransitionUp() throws Exception {
		CountDownLatch notifying = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		Lifecycle<State> watched = new Lifecycle<>(State.STOPPED, (state) -> {
			notifying.countDown();
			awaitQuietly(released);
			this.notified.add(state);
		});
		CompletableFuture<?> starting = CompletableFuture.runAsync(() -> watched.start(State.SERVING, () -> 1));
		notifying.await();
		watched.change((state) -> State.ENDING, () -> 1);
		watched.start(State.SERVING, () -> 1);
		assertThat(watched.state()).isEqualTo(State.SERVING);
		released.countDown();
		assertThat(starting).succeedsWithin(PATIENCE);
		assertThat(this.notified).containsExactly(State.SERVING, State.ENDING, State.SERVING);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void listenerMayMakeTheNextChangeAndFail() {
		AtomicReference<Lifecycle<State>> own = new AtomicReference<>();
		own.set(new Lifecycle<>(State.STOPPED, (state) -> {
			this.notified.add(state);
			if (state == State.SERVING) {
				own.get().change((before) -> State.ENDING, () -> 1);
			}
			throw new IllegalStateException("on purpose");
		}));
		assertThat(own.get().start(State.SERVING, () -> "started")).isEqualTo("started");
		assertThat(this.notified).containsExactly(State.SERVING, State.ENDING);
		assertThat(own.get().state()).isEqualTo(State.ENDING);
	}

	@Test
	void stopDoesNotEndWhatWasStartedSince() {
		this.lifecycle.start(State.SERVING, () -> 1);
		int before = this.lifecycle.starts();
		this.lifecycle.start(State.SERVING, () -> 1);
		assertThat(this.lifecycle.<String>runUnlessStarted(before, () -> "stopped")).isNull();
		this.lifecycle.stopped(before, State.STOPPED);
		assertThat(this.lifecycle.state()).isEqualTo(State.SERVING);
		assertThat(this.notified).containsExactly(State.SERVING);
	}

	@Test
	void nothingStartsWhileClosing() throws Exception {
		AtomicInteger starts = new AtomicInteger();
		this.lifecycle.start(State.SERVING, starts::incrementAndGet);
		assertThat(this.lifecycle.beginClosing(starts::incrementAndGet)).isTrue();
		assertThat(this.lifecycle.beginClosing(starts::incrementAndGet)).isFalse();
		assertThat(this.lifecycle.start(State.SERVING, starts::incrementAndGet)).isNull();
		assertThat(starts).hasValue(2);
		this.lifecycle.closed(State.CLOSED);
		this.lifecycle.stopped(this.lifecycle.starts(), State.STOPPED);
		assertThat(this.lifecycle.state()).isEqualTo(State.CLOSED);
		assertThat(this.notified).containsExactly(State.SERVING, State.CLOSED);
		this.lifecycle.awaitStop();
	}

	@Test
	void actionRunsOnceInEachPeriodOfAState() {
		AtomicInteger runs = new AtomicInteger();
		this.lifecycle.runOnce(State.SERVING, runs::incrementAndGet);
		assertThat(runs).hasValue(0);
		this.lifecycle.start(State.SERVING, () -> 1);
		this.lifecycle.runOnce(State.SERVING, runs::incrementAndGet);
		this.lifecycle.start(State.SERVING, () -> 1);
		this.lifecycle.runOnce(State.SERVING, runs::incrementAndGet);
		assertThat(runs).hasValue(1);
		this.lifecycle.change((state) -> State.ENDING, () -> 1);
		this.lifecycle.runOnce(State.SERVING, runs::incrementAndGet);
		this.lifecycle.start(State.SERVING, () -> 1);
		this.lifecycle.runOnce(State.SERVING, runs::incrementAndGet);
		assertThat(runs).hasValue(2);
	}

	private enum State {

		STOPPED, SERVING, ENDING, CLOSED

	}

}
