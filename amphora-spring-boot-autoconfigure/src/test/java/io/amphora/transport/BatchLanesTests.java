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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link BatchLanes}.
 */
class BatchLanesTests {

	private final BrokerTransport transport = mock(BrokerTransport.class);

	private final List<Runnable> timers = new CopyOnWriteArrayList<>();

	private final List<CompletableFuture<Void>> futures = new CopyOnWriteArrayList<>();

	private final List<List<String>> sent = new ArrayList<>();

	private final List<String> flushed = new ArrayList<>();

	private boolean failing;

	private final BatchLanes<String, String> lanes = new BatchLanes<>(
			new BatchLimits(3, DataSize.ofBytes(10), Duration.ofMillis(1), false), this.transport, String::length,
			(item) -> 3, (destination, together) -> {
				if (this.failing) {
					throw new InternalError("on purpose");
				}
				this.sent.add(together);
				return () -> this.flushed.add(destination);
			});

	@BeforeEach
	void keepTimers() {
		willAnswer((call) -> {
			this.timers.add(call.getArgument(0));
			CompletableFuture<Void> future = new CompletableFuture<>();
			this.futures.add(future);
			return future;
		}).given(this.transport).schedule(any(), any());
	}

	@Test
	void sendsItemsOfAnEmptyLaneAtOnce() {
		this.lanes.add("x", "a");
		assertThat(this.sent).containsExactly(List.of("a"));
		assertThat(this.timers).isEmpty();
	}

	@Test
	void sendsWaitingItemsTogetherOnceTheBatchBeforeHasArrived() {
		this.lanes.add("x", "a");
		this.lanes.add("x", "b");
		this.lanes.add("x", "c");
		assertThat(this.sent).hasSize(1);
		this.lanes.arrived("x", "a");
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b", "c"));
	}

	@Test
	void waitsForTheLatestOnly() {
		this.lanes.add("x", "a");
		this.lanes.add("x", "b");
		this.lanes.flush();
		this.lanes.add("x", "c");
		this.lanes.arrived("x", "a");
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"));
		this.lanes.arrived("x", "b");
		assertThat(this.sent).hasSize(3);
	}

	@Test
	void sendsAsManyAsMayTravelTogether() {
		List.of("a", "b", "c", "d").forEach(this::add);
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b", "c", "d"));
	}

	@Test
	void sendsAsMuchAsMayTravelTogether() {
		List.of("a", "bbbbb", "ccccc").forEach(this::add);
		assertThat(this.sent).containsExactly(List.of("a"), List.of("bbbbb", "ccccc"));
	}

	@Test
	void sendsWhatHasWaitedForTooLong() {
		List.of("a", "b").forEach(this::add);
		this.timers.get(0).run();
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"));
	}

	@Test
	void doesNotSendForATimerThatCameTooLate() {
		List.of("a", "b").forEach(this::add);
		this.lanes.arrived("x", "a");
		this.lanes.add("x", "c");
		this.timers.get(0).run();
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"));
	}

	@Test
	void waitsForNothingWithoutATimer() {
		willThrow(new RejectedExecutionException()).given(this.transport).schedule(any(), any());
		List.of("a", "b").forEach(this::add);
		willThrow(new OutOfMemoryError("no thread")).given(this.transport).schedule(any(), any());
		add("c");
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"), List.of("c"));
	}

	@Test
	void destinationsDoNotAffectEachOther() {
		this.lanes.add("x", "a");
		this.lanes.add("y", "b");
		this.lanes.add("y", "c");
		this.lanes.flush("x");
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"));
		this.lanes.flush("y");
		assertThat(this.sent).hasSize(3);
		assertThat(this.flushed).containsExactly("x", "y", "y");
	}

	@Test
	void lanesAreRemovedWhenAllHaveArrived() {
		assertThat(this.lanes.size()).isZero();
		this.lanes.add("x", "a");
		this.lanes.add("x", "b");
		this.lanes.arrived("x", "a");
		assertThat(this.lanes.size()).isEqualTo(1);
		this.lanes.arrived("x", "b");
		assertThat(this.lanes.size()).isZero();
		this.lanes.arrived("x", "b");
		assertThat(this.lanes.size()).isZero();
	}

	@Test
	void itemThatArrivesBeforeItIsSentReleasesTheNext() {
		List<String> arrived = new ArrayList<>();
		AtomicReference<BatchLanes<String, String>> self = new AtomicReference<>();
		self.set(new BatchLanes<>(BatchLimits.defaults(), this.transport, String::length, (item) -> 3,
				(destination, together) -> () -> {
					arrived.addAll(together);
					self.get().arrived(destination, together.get(0));
				}));
		self.get().add("x", "a");
		self.get().add("x", "b");
		assertThat(arrived).containsExactly("a", "b");
		assertThat(self.get().size()).isZero();
	}

	@Test
	void timerIsCancelledWhenTheWaitingItemsAreSent() {
		this.lanes.add("x", "a");
		this.lanes.add("x", "b");
		assertThat(this.futures).singleElement().satisfies((timer) -> assertThat(timer).isNotCancelled());
		this.lanes.arrived("x", "a");
		assertThat(this.futures).singleElement().satisfies((timer) -> assertThat(timer).isCancelled());
	}

	@Test
	void itemsThatCouldNotBeSentTogetherAreSentSeparatelyWithTheNextOne() {
		List.of("a", "b").forEach(this::add);
		this.failing = true;
		this.lanes.arrived("x", "a");
		add("c");
		this.failing = false;
		this.lanes.arrived("x", "a");
		assertThat(this.sent).containsExactly(List.of("a"));
		add("d");
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"));
		this.lanes.arrived("x", "d");
		assertThat(this.lanes.size()).isZero();
	}

	@Test
	void oneTimerTriesAgainIfItemsCannotBeSent() {
		this.failing = true;
		List.of("a", "b", "c", "d", "e").forEach(this::add);
		assertThat(this.timers).hasSize(1);
		this.timers.get(0).run();
		assertThat(this.timers).hasSize(2);
		this.failing = false;
		this.timers.get(1).run();
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"), List.of("e"));
		assertThat(this.timers).hasSize(2);
		add("f");
		this.lanes.arrived("x", "e");
		assertThat(this.sent).last().isEqualTo(List.of("f"));
	}

	@Test
	void nextMessageTriesAgainIfThereIsNoTimer() {
		List.of("a", "b").forEach(this::add);
		willThrow(RejectedExecutionException.class).given(this.transport).schedule(any(), any());
		this.failing = true;
		this.lanes.arrived("x", "a");
		this.failing = false;
		add("c");
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"), List.of("c"));
	}

	@Test
	void itemThatCannotBePassedOnAtOnceIsQueued() {
		BatchLanes<String, String> failingLater = new BatchLanes<>(BatchLimits.defaults(), this.transport,
				String::length, (item) -> 3, (destination, together) -> {
					this.sent.add(together);
					return () -> {
						throw new InternalError("on purpose");
					};
				});
		failingLater.add("x", "a");
		assertThat(this.sent).containsExactly(List.of("a"));
	}

	@Test
	void laneKeepsTheOrderOfEachThreadAndIsRemoved() {
		Map<String, List<Integer>> received = new ConcurrentHashMap<>();
		AtomicReference<BatchLanes<String, Integer>> lanes = new AtomicReference<>();
		lanes.set(new BatchLanes<>(new BatchLimits(3, DataSize.ofBytes(100), Duration.ofMillis(1), false),
				this.transport, (item) -> 1, (item) -> 3, (destination, together) -> {
					received.computeIfAbsent(destination, (key) -> new CopyOnWriteArrayList<>()).addAll(together);
					return () -> lanes.get().arrived(destination, together.get(0));
				}));
		CompletableFuture
			.allOf(IntStream.range(0, 4)
				.mapToObj((thread) -> CompletableFuture.runAsync(
						() -> IntStream.range(0, 2_000).forEach((i) -> lanes.get().add("x" + i % 2, 4 * i + thread))))
				.toArray(CompletableFuture[]::new))
			.join();
		assertThat(lanes.get().size()).isZero();
		received.forEach((destination, items) -> IntStream.range(0, 4)
			.forEach((thread) -> assertThat(items.stream().filter((item) -> item % 4 == thread)).hasSize(1_000)
				.isSorted()));
	}

	private void add(String item) {
		this.lanes.add("x", item);
	}

}
