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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CancelledIds}.
 */
class CancelledIdsTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final Queue<Runnable> removals = new ArrayDeque<>();

	private final CancelledIds ids = new CancelledIds((removal, delay) -> this.removals.add(removal));

	@Test
	void remembersIdsUntilTheirTimeHasPassed() {
		this.ids.add(List.of("long"), LONG);
		this.ids.add(List.of("expired"), Duration.ZERO);
		assertThat(this.ids.contains("long")).isTrue();
		assertThat(this.ids.contains("expired")).isFalse();
		assertThat(this.ids.contains("other")).isFalse();
		assertThat(this.ids.contains(null)).isFalse();
	}

	@Test
	void noIdIsLeftBehind() {
		this.ids.add(List.of("long"), LONG);
		this.ids.add(List.of("expired"), Duration.ZERO);
		this.removals.remove().run();
		assertThat(this.ids.count()).isEqualTo(1);
		this.ids.add(List.of("long"), Duration.ZERO);
		assertThat(this.removals).hasSize(1);
		this.removals.remove().run();
		assertThat(this.ids.count()).isZero();
		assertThat(this.removals).isEmpty();
		this.ids.add(List.of("long"), LONG);
		assertThat(this.removals).hasSize(1);
	}

	@Test
	void forgetsTheOldestIdsIfThereAreTooMany() {
		this.ids.add(List.of("first", "second"), LONG);
		this.ids.add(List.of("first"), LONG);
		this.ids.add(IntStream.range(0, CancelledIds.MAX_COUNT - 1).mapToObj(String::valueOf).toList(), LONG);
		assertThat(this.ids.count()).isEqualTo(CancelledIds.MAX_COUNT);
		assertThat(this.ids.contains("first")).isTrue();
		assertThat(this.ids.contains("second")).isFalse();
	}

	@Test
	void timeIsLimited() {
		this.ids.add(List.of("far"), Duration.ofSeconds(Long.MAX_VALUE));
		assertThat(this.ids.contains("far")).isTrue();
	}

	@Test
	void worksThoughTheServerIsClosed() {
		CancelledIds closed = new CancelledIds((removal, delay) -> {
			throw new RejectedExecutionException("closed");
		});
		closed.add(List.of("one"), LONG);
		assertThat(closed.contains("one")).isTrue();
	}

	@Test
	void removesIdsThoughNoThreadCouldBeStartedBefore() {
		AtomicBoolean noThread = new AtomicBoolean(true);
		CancelledIds unlucky = new CancelledIds((removal, delay) -> {
			if (noThread.getAndSet(false)) {
				throw new OutOfMemoryError("no thread");
			}
			this.removals.add(removal);
		});
		unlucky.add(List.of("one"), Duration.ZERO);
		unlucky.add(List.of("two"), Duration.ZERO);
		this.removals.remove().run();
		assertThat(unlucky.count()).isZero();
	}

}
