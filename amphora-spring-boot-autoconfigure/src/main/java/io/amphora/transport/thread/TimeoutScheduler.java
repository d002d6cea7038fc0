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

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs actions after a delay. Most actions are cancelled before they run, so actions that
 * are due at about the same time share one task of the timer: most are added and
 * cancelled without sorting its queue or waking its thread. The timer passes actions to
 * other threads, because an action may run foreign code. An action is late by less than a
 * hundredth of its delay, or by a millisecond. Thread-safe.
 * <p>
 * Netty's {@code HashedWheelTimer} is not used, because it would be the only reason to
 * depend on Netty, and its thread wakes with each tick even if there are no timeouts.
 *
 * @since 0.1.0
 */
public final class TimeoutScheduler {

	private static final Log logger = LogFactory.getLog(TimeoutScheduler.class);

	private static final long FINEST = TimeUnit.MILLISECONDS.toNanos(1);

	/** Longer than any process runs, and far from an overflow. */
	private static final long LONGEST = Long.MAX_VALUE / 4;

	/**
	 * Maximum number of threads for actions that are due together, so that a few may
	 * block without delaying the others.
	 */
	private static final int THREADS = 4;

	private final ScheduledExecutorService timer;

	private final Executor threads;

	/** Actions by due time. Actions are added while the map locks the key. */
	private final Map<Long, Set<Deadline>> slots = new ConcurrentHashMap<>();

	/**
	 * Create a scheduler.
	 * @param timer triggers actions that are due
	 * @param threads runs the actions
	 */
	public TimeoutScheduler(ScheduledExecutorService timer, Executor threads) {
		this.timer = timer;
		this.threads = threads;
	}

	/**
	 * Schedule an action.
	 * @param action the action
	 * @param delayNanos the delay in nanoseconds
	 * @return a future that cancels the action
	 */
	public Future<?> schedule(Runnable action, long delayNanos) {
		if (this.timer.isShutdown()) {
			throw new RejectedExecutionException("The transport is closed");
		}
		Deadline deadline = new Deadline(action);
		long now = System.nanoTime();
		deadline.slot = this.slots.compute(due(now, delayNanos), (due, present) -> {
			Set<Deadline> slot = (present != null) ? present : open(due, now);
			slot.add(deadline);
			return slot;
		});
		return deadline;
	}

	private static long due(long now, long delayNanos) {
		long delay = Math.min(LONGEST, Math.max(0, delayNanos));
		long grain = Math.max(FINEST, Long.highestOneBit(delay / 128));
		return Math.floorDiv(now + delay + grain - 1, grain) * grain;
	}

	private Set<Deadline> open(long due, long now) {
		this.timer.schedule(() -> expire(due), due - now, TimeUnit.NANOSECONDS);
		return ConcurrentHashMap.newKeySet();
	}

	/**
	 * Actions that are added after the removal go to a new slot, which is due at once.
	 */
	private void expire(long due) {
		Set<Deadline> slot = this.slots.remove(due);
		if (slot == null || slot.isEmpty()) {
			return;
		}
		try {
			Queue<Deadline> timeouts = new ConcurrentLinkedQueue<>(slot);
			for (int i = Math.min(THREADS, timeouts.size()); i > 0; i--) {
				start(() -> runAll(timeouts));
			}
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "Actions that are due cannot be distributed; the timer runs them", ex);
			Unexpected.forEach(logger, "An action that is due failed", slot, Deadline::run);
		}
	}

	/** Run work on the timer's thread only if no other thread accepts it. */
	private void start(Runnable work) {
		try {
			this.threads.execute(work);
		}
		catch (Throwable ex) {
			work.run();
		}
	}

	private static void runAll(Queue<Deadline> timeouts) {
		for (Deadline next = timeouts.poll(); next != null; next = timeouts.poll()) {
			next.run();
		}
	}

	/**
	 * Return the number of actions that are neither done nor cancelled.
	 * @return the number of pending actions
	 */
	public int size() {
		return this.slots.values().stream().mapToInt(Set::size).sum();
	}

	/**
	 * An action that leaves its slot when it is done or cancelled.
	 */
	private static final class Deadline extends FutureTask<Void> {

		private volatile Set<Deadline> slot = Set.of();

		Deadline(Runnable action) {
			super(action, null);
		}

		@Override
		protected void done() {
			if (!this.slot.isEmpty()) {
				this.slot.remove(this);
			}
		}

	}

}
