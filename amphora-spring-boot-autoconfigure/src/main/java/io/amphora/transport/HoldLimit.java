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
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.util.unit.DataSize;

/**
 * Limits the messages that a publisher keeps in memory, by number and by bytes. If there
 * are none, a message of any size is admitted. Messages that find no room are admitted in
 * the order in which they started to wait, so that a large one is not overtaken by small
 * ones endlessly. Thread-safe. The monitor guards the fields and writes to
 * {@link #footprint}; actions run outside of it.
 */
final class HoldLimit {

	/** Estimated size of the frames and properties of a message. */
	private static final int MESSAGE_OVERHEAD = 512;

	private final int maxCount;

	private final long maxBytes;

	/** In the order of arrival. */
	private final Set<Waiter> waiters = new LinkedHashSet<>();

	private int count;

	private long bytes;

	private boolean lifted;

	private volatile long footprint;

	HoldLimit(int maxCount, DataSize maxBytes) {
		this.maxCount = maxCount;
		this.maxBytes = maxBytes.toBytes();
	}

	/** Wait for room and return whether there was any in time. */
	boolean acquire(int size, Duration timeout) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		if (timeout.isZero()) {
			return tryAcquire(size);
		}
		CountDownLatch admitted = new CountDownLatch(1);
		Waiter waiter = new Waiter(size, admitted::countDown);
		if (acquireOrWait(waiter)) {
			return true;
		}
		try {
			return admitted.await(timeout.toNanos(), TimeUnit.NANOSECONDS) || !cancel(waiter);
		}
		catch (InterruptedException ex) {
			if (!cancel(waiter)) {
				release(1, size);
			}
			throw ex;
		}
	}

	private synchronized boolean tryAcquire(int size) {
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

	/**
	 * Stop waiting.
	 * @return {@code false} if the room was acquired before
	 */
	boolean cancel(Waiter waiter) {
		boolean waited;
		List<Waiter> admitted;
		synchronized (this) {
			waiter.cancelled = true;
			waited = this.waiters.remove(waiter);
			admitted = admit();
		}
		admitted.forEach(Waiter::admitted);
		return waited;
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
			admitted.add(next);
		}
		return admitted;
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
	boolean within(DataSize size) {
		return this.footprint <= size.toBytes();
	}

	/** A message that waits for room. The monitor of the limit guards its field. */
	static final class Waiter {

		private final int size;

		private final Runnable onAdmitted;

		private boolean cancelled;

		/**
		 * Create a waiter.
		 * @param size the size of the message
		 * @param onAdmitted run when room was acquired; must neither block nor throw
		 */
		Waiter(int size, Runnable onAdmitted) {
			this.size = size;
			this.onAdmitted = onAdmitted;
		}

		private void admitted() {
			this.onAdmitted.run();
		}

	}

}
