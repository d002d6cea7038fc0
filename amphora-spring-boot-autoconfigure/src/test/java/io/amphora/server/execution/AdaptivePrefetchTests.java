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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AdaptivePrefetch}.
 */
class AdaptivePrefetchTests {

	private final List<Integer> changes = new ArrayList<>();

	private final List<CompletableFuture<Void>> timers = new ArrayList<>();

	private AdaptivePrefetch control = control(AdaptivePrefetch.CAUTIOUS);

	private long now;

	@Test
	void takesMoreAheadWhileFunctionsAreShort() {
		run(2000, Duration.ofMillis(1));
		assertThat(this.changes).containsExactly(256);
	}

	@Test
	void takesFewAheadWhereFunctionsTakeLong() {
		run(200, Duration.ofMillis(50));
		assertThat(this.changes).isEmpty();
	}

	@Test
	void takesFewerAheadAgainWhenFunctionsBecomeSlow() {
		run(2000, Duration.ofMillis(1));
		run(3, Duration.ofSeconds(1));
		assertThat(this.changes).containsExactly(256, 64);
	}

	@Test
	void doesNotSwingAroundTheLimit() {
		run(2000, Duration.ofMillis(6));
		run(2000, Duration.ofMillis(7));
		run(2000, Duration.ofMillis(6));
		run(2000, Duration.ofMillis(12));
		assertThat(this.changes).containsExactly(256);
	}

	@Test
	void decidesByAllRunsOfAWhile() {
		for (int i = 0; i < 20; i++) {
			run(30, Duration.ofMillis(1));
			run(1, Duration.ofMillis(300));
		}
		assertThat(this.changes).isEmpty();
	}

	@Test
	void newServerTakesFewerRequests() {
		assertThat(AdaptivePrefetch.initial(1)).isEqualTo(16);
		assertThat(AdaptivePrefetch.initial(20)).isEqualTo(20);
		assertThat(AdaptivePrefetch.initial(1000)).isEqualTo(64);
	}

	@Test
	void newServerTakesMoreAsItsFunctionsBecomeShort() {
		this.control = control(16);
		run(4, Duration.ofMillis(400));
		run(20, Duration.ofMillis(100));
		assertThat(this.changes).isEmpty();
		run(100, Duration.ofMillis(20));
		run(1000, Duration.ofMillis(1));
		assertThat(this.changes).containsExactly(64, 256);
	}

	@Test
	void newServerIsNotJudgedByItsFirstFewCalls() {
		this.control = control(16);
		run(1, Duration.ofMillis(300));
		run(14, Duration.ofMillis(1));
		assertThat(this.changes).isEmpty();
	}

	@Test
	void serverIsNewForALimitedTime() {
		this.control = control(16);
		run(15, Duration.ofMillis(900));
		assertThat(this.timers).isEmpty();
		for (int tick = 0; tick < 10; tick++) {
			assertThat(this.changes).isEmpty();
			run(1, Duration.ofMillis(900));
			assertThat(this.timers).hasSize(tick + 1);
			this.timers.get(tick).complete(null);
		}
		assertThat(this.changes).containsExactly(64);
		assertThat(this.timers).hasSize(10);
	}

	@Test
	void newServerWhoseFunctionsWaitForOthersTakesMore() {
		this.control = control(16);
		IntStream.range(0, 16).forEach((i) -> this.control.began());
		this.timers.get(0).complete(null);
		assertThat(this.changes).containsExactly(64);
	}

	@Test
	void serverWhoseFunctionsAreShortNeedsNoLimit() {
		this.control = control(16);
		run(1000, Duration.ofMillis(1));
		assertThat(this.timers).singleElement().satisfies((timer) -> assertThat(timer).isCancelled());
		assertThat(this.changes).containsExactly(256);
	}

	@Test
	void serverThatIsNotNewNeedsNoTimer() {
		IntStream.range(0, 100).forEach((i) -> this.control.began());
		assertThat(this.timers).isEmpty();
	}

	private AdaptivePrefetch control(int initial) {
		return new AdaptivePrefetch(16, initial, 0, this::schedule, this.changes::add);
	}

	private CompletableFuture<Void> schedule(Runnable task, Duration delay) {
		CompletableFuture<Void> timer = new CompletableFuture<>();
		timer.thenRun(task);
		this.timers.add(timer);
		return timer;
	}

	private void run(int times, Duration duration) {
		for (int i = 0; i < times; i++) {
			long startedAt = this.now;
			this.control.began();
			this.now += duration.toNanos();
			this.control.ran(startedAt, this.now);
		}
	}

}
