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

package io.amphora.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SendBufferLimit}.
 */
class SendBufferLimitTests {

	private final SendBufferLimit limit = new SendBufferLimit(3, DataSize.ofBytes(100));

	private final List<String> admitted = new ArrayList<>();

	/** Actions that end the waits for room. */
	private final Queue<Runnable> waits = new ConcurrentLinkedQueue<>();

	@Test
	void boundsTheCount() throws InterruptedException {
		assertThat(acquire(1)).isTrue();
		assertThat(acquire(1)).isTrue();
		assertThat(acquire(1)).isTrue();
		assertThat(acquire(1)).isFalse();
		this.limit.release(1, 1);
		assertThat(acquire(1)).isTrue();
		assertThat(this.limit.count()).isEqualTo(3);
	}

	@Test
	void boundsTheSize() throws InterruptedException {
		assertThat(acquire(60)).isTrue();
		assertThat(acquire(41)).isFalse();
		assertThat(acquire(40)).isTrue();
		this.limit.release(1, 60);
		assertThat(acquire(60)).isTrue();
	}

	@Test
	void letsASingleMessageInHoweverLargeItIs() throws InterruptedException {
		assertThat(acquire(1000)).isTrue();
		assertThat(acquire(0)).isFalse();
		this.limit.release(1, 1000);
		assertThat(acquire(1)).isTrue();
	}

	@Test
	void countsWhatItDoesNotBound() throws InterruptedException {
		for (int i = 0; i < 10; i++) {
			this.limit.take(1, 50);
		}
		assertThat(this.limit.count()).isEqualTo(10);
		assertThat(acquire(1)).isFalse();
	}

	@Test
	void waitsForRoom() throws InterruptedException {
		acquire(100);
		CompletableFuture<Boolean> waiting = acquireInBackground(50);
		assertThat(waiting).isNotDone();
		this.limit.release(1, 100);
		assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo(true);
	}

	@Test
	void waitCanBeInterrupted() throws InterruptedException {
		acquire(100);
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		Thread waiting = new Thread(() -> {
			try {
				acquire(50, PATIENCE);
			}
			catch (InterruptedException ex) {
				thrown.set(ex);
			}
		});
		waiting.start();
		waiting.interrupt();
		await().atMost(PATIENCE).until(() -> thrown.get() != null);
		assertThat(this.limit.count()).isEqualTo(1);
	}

	@Test
	void waitEndsOnceTheMessageIsNoLongerWanted() throws InterruptedException {
		acquire(100);
		CompletableFuture<Boolean> waiting = acquireInBackground(50);
		await().atMost(PATIENCE).until(() -> !this.waits.isEmpty());
		this.waits.remove().run();
		assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo(false);
		this.limit.release(1, 100);
		assertThat(this.limit.count()).isZero();
		assertThat(this.limit.acquire(1, PATIENCE, Runnable::run)).isFalse();
	}

	@Test
	void admitsInOrderOfArrivalSoThatALargeMessageIsNotOvertaken() throws InterruptedException {
		acquire(60);
		acquire(30);
		waitFor("large", 50);
		waitFor("small", 1);
		assertThat(acquire(1)).isFalse();
		this.limit.release(1, 60);
		assertThat(this.admitted).containsExactly("large", "small");
	}

	@Test
	void admitsTheNextMessageIfTheFirstNoLongerWaits() throws InterruptedException {
		acquire(60);
		SendBufferLimit.Waiter large = waitFor("large", 60);
		SendBufferLimit.Waiter small = waitFor("small", 1);
		assertThat(this.admitted).isEmpty();
		assertThat(this.limit.cancel(large)).isFalse();
		assertThat(this.admitted).containsExactly("small");
		assertThat(this.limit.cancel(small)).isTrue();
		assertThat(this.limit.count()).isEqualTo(2);
	}

	@Test
	void messageThatNoLongerWaitsIsNotAdmitted() {
		SendBufferLimit.Waiter waiter = new SendBufferLimit.Waiter(1, null, () -> this.admitted.add("a"));
		this.limit.cancel(waiter);
		assertThat(this.limit.acquireOrWait(waiter)).isFalse();
		this.limit.release(0, 0);
		assertThat(this.admitted).isEmpty();
		assertThat(this.limit.count()).isZero();
	}

	@Test
	void admitsAllMessagesOnceLifted() throws InterruptedException {
		acquire(100);
		waitFor("a", 60);
		waitFor("b", 60);
		this.limit.lift();
		assertThat(this.admitted).containsExactly("a", "b");
		assertThat(acquire(1000)).isTrue();
	}

	@Test
	void roomOfAThreadThatHasStoppedWaitingGoesToTheNextOne() throws InterruptedException {
		acquire(100);
		assertThat(acquire(1, Duration.ofNanos(1))).isFalse();
		waitFor("next", 100);
		this.limit.release(1, 100);
		assertThat(this.admitted).containsExactly("next");
		assertThat(this.limit.count()).isEqualTo(1);
	}

	private SendBufferLimit.Waiter waitFor(String name, int size) {
		SendBufferLimit.Waiter waiter = new SendBufferLimit.Waiter(size, null, () -> this.admitted.add(name));
		assertThat(this.limit.acquireOrWait(waiter)).isFalse();
		return waiter;
	}

	private CompletableFuture<Boolean> acquireInBackground(int size) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return acquire(size, PATIENCE);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private boolean acquire(int size) throws InterruptedException {
		return acquire(size, Duration.ZERO);
	}

	private boolean acquire(int size, Duration timeout) throws InterruptedException {
		return this.limit.acquire(size, timeout, this.waits::add);
	}

}
