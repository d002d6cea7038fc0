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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Limits the messages that a publisher keeps in memory, by number and by bytes. If there
 * are none, a message of any size is admitted. Messages that find no room are admitted in
 * the order in which they started to wait, so that a large one is not overtaken by small
 * ones endlessly. Thread-safe. The monitor guards the fields and writes to
 * {@link #footprint}; actions run outside of it.
 */
final class SendBufferLimit {

	/**
	 * If more may be unread, callers do not send, because a slow peer may exceed their
	 * timeout.
	 */
	static final DataSize UNREAD = DataSize.ofKilobytes(64);

	/** Estimated size of the frames and properties of a message. */
	private static final int MESSAGE_OVERHEAD = 512;

	private final int maxCount;

	private final long maxBytes;

	/** In the order of arrival. */
	private final Set<Waiter> waiters = new LinkedHashSet<>();

	/**
	 * Actions of admitted messages that run one after the other, in the order of
	 * admission.
	 */
	private final Queue<Runnable> turns = new ArrayDeque<>();

	/** Number of these actions and of running ones. Increased under the monitor. */
	private final AtomicInteger openTurns = new AtomicInteger();

	private int count;

	private long bytes;

	private boolean lifted;

	private volatile long footprint;

	SendBufferLimit(int maxCount, DataSize maxBytes) {
		this.maxCount = maxCount;
		this.maxBytes = maxBytes.toBytes();
	}

	/** Create a limit that is never reached. */
	static SendBufferLimit unlimited() {
		return new SendBufferLimit(Integer.MAX_VALUE, DataSize.ofBytes(Long.MAX_VALUE));
	}

	/**
	 * Wait for room and return whether there was any in time.
	 * @param onWait receives an action that ends the wait, before it starts
	 */
	boolean acquire(int size, Duration timeout, Consumer<Runnable> onWait) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		if (timeout.isZero()) {
			return tryAcquire(size);
		}
		CountDownLatch ended = new CountDownLatch(1);
		Waiter waiter = new Waiter(size, null, ended::countDown);
		onWait.accept(() -> {
			cancel(waiter);
			ended.countDown();
		});
		if (acquireOrWait(waiter)) {
			return true;
		}
		try {
			ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
			return cancel(waiter);
		}
		catch (InterruptedException ex) {
			if (cancel(waiter)) {
				release(1, size);
			}
			throw ex;
		}
	}

	synchronized boolean tryAcquire(int size) {
		boolean fits = this.waiters.isEmpty() && fits(size);
		if (fits) {
			change(1, size);
		}
		return fits;
	}

	/**
	 * Acquire room now or later, without blocking.
	 * @param waiter notified later, unless there is room now
	 * @return whether there is room now
	 */
	synchronized boolean acquireOrWait(Waiter waiter) {
		if (waiter.cancelled) {
			return false;
		}
		if (tryAcquire(waiter.size)) {
			return true;
		}
		this.waiters.add(waiter);
		return false;
	}

	/** Stop waiting and return whether the room was acquired before. */
	boolean cancel(Waiter waiter) {
		boolean acquired;
		List<Waiter> admitted;
		synchronized (this) {
			waiter.cancelled = true;
			this.waiters.remove(waiter);
			acquired = waiter.acquired;
			admitted = admit();
		}
		admitted.forEach(Waiter::admitted);
		return acquired;
	}

	/** Count messages regardless of the limit. */
	synchronized void take(int messages, int size) {
		change(messages, size);
	}

	void release(int messages, int size) {
		List<Waiter> admitted;
		synchronized (this) {
			change(-messages, -size);
			admitted = admit();
		}
		admitted.forEach(Waiter::admitted);
	}

	/** Admit all messages from now on. */
	void lift() {
		List<Waiter> admitted;
		synchronized (this) {
			this.lifted = true;
			admitted = admit();
		}
		admitted.forEach(Waiter::admitted);
	}

	/**
	 * Acquire room for the messages that have waited longest, as far as there is room.
	 */
	private List<Waiter> admit() {
		if (this.waiters.isEmpty()) {
			return List.of();
		}
		List<Waiter> admitted = new ArrayList<>();
		Iterator<Waiter> waiting = this.waiters.iterator();
		while (waiting.hasNext()) {
			Waiter next = waiting.next();
			if (!fits(next.size)) {
				break;
			}
			waiting.remove();
			change(1, next.size);
			if (next.turn != null) {
				addTurn(next.turn);
			}
			next.acquired = true;
			admitted.add(next);
		}
		return admitted;
	}

	private void addTurn(Runnable turn) {
		this.turns.add(turn);
		this.openTurns.incrementAndGet();
	}

	/**
	 * Add an action of an admitted message if earlier ones have not run yet.
	 * @param turn the action
	 * @return whether the action was added
	 */
	boolean queueTurn(Runnable turn) {
		if (this.openTurns.get() == 0) {
			return false;
		}
		synchronized (this) {
			boolean queued = this.openTurns.get() > 0;
			if (queued) {
				addTurn(turn);
			}
			return queued;
		}
	}

	/** Run the next action. Called once for each of them, by one thread at a time. */
	void runTurn() {
		Runnable turn;
		synchronized (this) {
			turn = this.turns.poll();
		}
		if (turn != null) {
			try {
				turn.run();
			}
			finally {
				this.openTurns.decrementAndGet();
			}
		}
	}

	private boolean fits(int size) {
		return this.lifted || this.count == 0 || (this.count < this.maxCount && this.bytes + size <= this.maxBytes);
	}

	private void change(int messages, int size) {
		this.count += messages;
		this.bytes += size;
		this.footprint = this.bytes + (long) this.count * MESSAGE_OVERHEAD;
	}

	synchronized int count() {
		return this.count;
	}

	/** Return whether all messages, including frames and properties, fit into a size. */
	boolean isBelow(DataSize size) {
		return this.footprint <= size.toBytes();
	}

	/** A message that waits for room. The monitor of the limit guards its fields. */
	static final class Waiter {

		private final int size;

		private final @Nullable Runnable turn;

		private final Runnable onAdmitted;

		private boolean cancelled;

		/** Whether the waiter has acquired its room after it started to wait. */
		private boolean acquired;

		/**
		 * Create a waiter.
		 * @param size the size of the message
		 * @param turn the action to be run {@linkplain #runTurn() in turn} after room was
		 * acquired, or {@code null}
		 * @param onAdmitted run when room was acquired; must neither block nor throw
		 */
		Waiter(int size, @Nullable Runnable turn, Runnable onAdmitted) {
			this.size = size;
			this.turn = turn;
			this.onAdmitted = onAdmitted;
		}

		private void admitted() {
			this.onAdmitted.run();
		}

	}

}
