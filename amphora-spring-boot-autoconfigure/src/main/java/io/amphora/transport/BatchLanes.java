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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Batches items while an earlier message to the same destination is in flight. Each
 * destination has a lane. An item added to an empty lane is sent alone and at once. Later
 * items are sent together as soon as the previous message has arrived, or when a limit is
 * reached. Idle lanes are removed.
 * <p>
 * Thread-safe. A lane is read and changed only while the map computes its value, which is
 * the only lock here. Timers are set, messages are sent and callbacks are registered
 * afterwards, because any of them may re-enter the lane.
 *
 * @param <K> the type of the destinations
 * @param <T> the type of the items
 * @since 0.1.0
 */
public final class BatchLanes<K, T> {

	private static final Log logger = LogFactory.getLog(BatchLanes.class);

	/** Much longer than the usual delay, because a failure may repeat. */
	private static final Duration RETRY = Duration.ofMillis(100);

	private final BatchLimits limits;

	private final BrokerTransport transport;

	private final ToIntFunction<T> size;

	private final ToIntFunction<T> most;

	private final BiFunction<K, List<T>, Runnable> enqueue;

	private final Map<K, Lane<T>> lanes = new ConcurrentHashMap<>();

	/**
	 * Create lanes.
	 * @param limits the limits of a batch
	 * @param transport provides the timer
	 * @param size returns the size of an item
	 * @param most returns the maximum number of items that the item may be sent with
	 * @param enqueue puts items into one message and queues it, without blocking and
	 * without running foreign code; returns the work that remains once no lock is held:
	 * to send the message and to arrange a call of {@link #arrived}. If it throws, it has
	 * queued nothing, and the items stay in the lane
	 */
	public BatchLanes(BatchLimits limits, BrokerTransport transport, ToIntFunction<T> size, ToIntFunction<T> most,
			BiFunction<K, List<T>, Runnable> enqueue) {
		this.limits = limits;
		this.transport = transport;
		this.size = size;
		this.most = most;
		this.enqueue = enqueue;
	}

	/**
	 * Send an item, now or with the next batch.
	 * @param destination the destination
	 * @param item the item to send
	 */
	public void add(K destination, T item) {
		int itemSize = this.size.applyAsInt(item);
		int itemMost = Math.min(this.most.applyAsInt(item), this.limits.maxCount());
		FollowUp<T> followUp = new FollowUp<>();
		this.lanes.compute(destination, (key, present) -> {
			Lane<T> lane = (present != null) ? present : new Lane<>();
			Waiting<T> waiting = lane.waiting;
			waiting.add(item, itemSize, itemMost);
			if (lane.inFlight == null || waiting.reached(this.limits.maxSize().toBytes())) {
				dispatch(key, lane, followUp);
			}
			else if (waiting.items.size() == 1) {
				followUp.later = waiting;
			}
			return lane;
		});
		finish(destination, followUp);
	}

	/**
	 * Record that a message has arrived or never will, and send the next one.
	 * @param destination the destination
	 * @param first the first of the items that were sent together
	 */
	public void arrived(K destination, T first) {
		FollowUp<T> followUp = new FollowUp<>();
		this.lanes.computeIfPresent(destination, (key, lane) -> {
			if (lane.inFlight != first) {
				return lane;
			}
			if (lane.waiting.items.isEmpty()) {
				return null;
			}
			lane.inFlight = null;
			dispatch(key, lane, followUp);
			return lane;
		});
		finish(destination, followUp);
	}

	/**
	 * Send the queued items of one destination.
	 * @param destination the destination
	 */
	public void flush(K destination) {
		flush(destination, null);
	}

	/** Send all queued items. */
	public void flush() {
		this.lanes.keySet().forEach(this::flush);
	}

	private void flush(K destination, @Nullable Waiting<T> those) {
		FollowUp<T> followUp = new FollowUp<>();
		this.lanes.computeIfPresent(destination, (key, lane) -> {
			if (!lane.waiting.items.isEmpty() && (those == null || those == lane.waiting)) {
				dispatch(key, lane, followUp);
			}
			return lane;
		});
		finish(destination, followUp);
	}

	/**
	 * Queue the items of a lane. If that fails, they stay in the lane and are queued
	 * later, separately, because there may be more than fit into a batch by then.
	 */
	private void dispatch(K destination, Lane<T> lane, FollowUp<T> followUp) {
		Waiting<T> waiting = lane.waiting;
		try {
			if (waiting.failed) {
				dispatchSeparately(destination, lane, followUp);
			}
			else {
				Waiting<T> next = new Waiting<>();
				followUp.remaining.add(this.enqueue.apply(destination, waiting.items));
				lane.inFlight = waiting.items.get(0);
				lane.waiting = next;
				followUp.gone = waiting;
			}
		}
		catch (Throwable ex) {
			followUp.later = waiting;
			followUp.failure = ex;
		}
	}

	private void dispatchSeparately(K destination, Lane<T> lane, FollowUp<T> followUp) {
		Waiting<T> waiting = lane.waiting;
		Waiting<T> next = new Waiting<>();
		while (!waiting.items.isEmpty()) {
			T item = waiting.items.get(0);
			Runnable remaining = this.enqueue.apply(destination, List.of(item));
			waiting.items.remove(0);
			lane.inFlight = item;
			followUp.remaining.add(remaining);
		}
		lane.waiting = next;
		followUp.gone = waiting;
	}

	/** Does not throw, because the items are queued. */
	private void finish(K destination, FollowUp<T> followUp) {
		if (followUp.later != null && followUp.failure != null) {
			retry(destination, followUp.later, followUp.failure);
		}
		else if (followUp.later != null) {
			setTimer(destination, followUp.later);
		}
		Unexpected.forEach(logger, "A batch was queued, but could not be sent yet", followUp.remaining, Runnable::run);
		if (followUp.gone != null) {
			followUp.gone.gone();
		}
	}

	private void setTimer(K destination, Waiting<T> waiting) {
		try {
			waiting.timer(this.transport.schedule(() -> flush(destination, waiting), this.limits.maxDelay()));
		}
		catch (Throwable ex) {
			// no thread, or the transport is closed
			flush(destination, waiting);
		}
	}

	private void retry(K destination, Waiting<T> waiting, Throwable cause) {
		if (!waiting.failed) {
			waiting.failed = true;
			Unexpected.log(logger, "A batch could not be queued; trying again", cause);
		}
		if (!waiting.retries.compareAndSet(false, true)) {
			return;
		}
		try {
			waiting.timer(this.transport.schedule(() -> {
				waiting.retries.set(false);
				flush(destination, waiting);
			}, RETRY));
		}
		catch (Throwable ex) {
			// the next item or message tries again
			waiting.retries.set(false);
		}
	}

	/**
	 * Return the number of lanes.
	 * @return the number of destinations with a message in flight or with queued items
	 */
	public int size() {
		return this.lanes.size();
	}

	/**
	 * The message in flight to one destination, and the queued items. Guarded by the map.
	 */
	private static final class Lane<T> {

		private Waiting<T> waiting = new Waiting<>();

		/** First item of the last message, until the message has arrived. */
		private @Nullable T inFlight;

	}

	/**
	 * Items that are sent together. Guarded by the map, except for the timer: it is
	 * cancelled when the items are sent, or at once if it is set later.
	 */
	private static final class Waiting<T> {

		private final List<T> items = new ArrayList<>();

		private long size;

		private int most = Integer.MAX_VALUE;

		private volatile @Nullable Future<?> timer;

		private volatile boolean gone;

		/** Whether a failure was logged. */
		private volatile boolean failed;

		/** Whether the timer is set because of a failure. */
		private final AtomicBoolean retries = new AtomicBoolean();

		void add(T item, int itemSize, int itemMost) {
			this.items.add(item);
			this.size += itemSize;
			this.most = Math.min(this.most, itemMost);
		}

		boolean reached(long maxSize) {
			return this.items.size() >= this.most || this.size >= maxSize;
		}

		void timer(Future<?> newTimer) {
			this.timer = newTimer;
			if (this.gone) {
				newTimer.cancel(false);
			}
		}

		void gone() {
			this.gone = true;
			Future<?> started = this.timer;
			if (started != null) {
				started.cancel(false);
			}
		}

	}

	/** Work that a change of a lane leaves to the thread that made the change. */
	private static final class FollowUp<T> {

		private @Nullable Waiting<T> later;

		private @Nullable Waiting<T> gone;

		private @Nullable Throwable failure;

		private final List<Runnable> remaining = new ArrayList<>(1);

	}

}
