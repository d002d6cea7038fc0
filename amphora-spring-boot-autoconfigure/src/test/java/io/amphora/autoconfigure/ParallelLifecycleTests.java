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

package io.amphora.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ParallelLifecycle}.
 */
class ParallelLifecycleTests {

	private final List<String> started = new ArrayList<>();

	@Test
	void startsItsMembersAndIsRunning() {
		ParallelLifecycle<String> lifecycle = lifecycle((member) -> {
		});
		assertThat(lifecycle.isRunning()).isFalse();
		assertThat(lifecycle.getPhase()).isEqualTo(42);
		lifecycle.start();
		assertThat(this.started).containsExactly("a", "b", "c");
		assertThat(lifecycle.isRunning()).isTrue();
	}

	@Test
	void stopsItsMembersAtTheSameTime() {
		CyclicBarrier barrier = new CyclicBarrier(3);
		ParallelLifecycle<String> lifecycle = lifecycle((member) -> meet(barrier));
		lifecycle.start();
		lifecycle.stop();
		assertThat(lifecycle.isRunning()).isFalse();
		assertThat(barrier.isBroken()).isFalse();
	}

	@Test
	void callsBackWhenAllHaveStoppedOrFailed() throws Exception {
		CompletableFuture<Void> released = new CompletableFuture<>();
		ParallelLifecycle<String> lifecycle = lifecycle((member) -> {
			if (member.equals("a")) {
				throw new IllegalStateException("cannot stop");
			}
			released.join();
		});
		lifecycle.start();
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		lifecycle.stop(() -> stopped.complete(null));
		assertThat(stopped).isNotDone();
		released.complete(null);
		stopped.get(60, TimeUnit.SECONDS);
	}

	@Test
	void startsAgainWhatWasRunningWhenItWasStopped() {
		Set<String> running = new HashSet<>();
		ParallelLifecycle<String> lifecycle = new ParallelLifecycle<>(42, () -> List.of("a", "b", "c"),
				(member) -> !member.equals("c"), running::contains, running::add, (member) -> {
				});
		lifecycle.start();
		assertThat(running).containsExactlyInAnyOrder("a", "b");
		running.remove("b");
		running.add("c");
		lifecycle.stop();
		running.clear();
		lifecycle.start();
		assertThat(running).containsExactlyInAnyOrder("a", "c");
	}

	private ParallelLifecycle<String> lifecycle(Consumer<String> stop) {
		return new ParallelLifecycle<>(42, () -> List.of("a", "b", "c"), (member) -> true, (member) -> true,
				this.started::add, stop);
	}

	private static void meet(CyclicBarrier barrier) {
		try {
			barrier.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
