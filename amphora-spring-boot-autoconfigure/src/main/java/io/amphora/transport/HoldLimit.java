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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.util.unit.DataSize;

/**
 * Limits the messages that a publisher keeps in memory, by number and by bytes. If there
 * are none, a message of any size is admitted. The lock guards the counters and writes to
 * {@link #footprint}.
 */
final class HoldLimit {

	/** Estimated size of the frames and properties of a message. */
	private static final int MESSAGE_OVERHEAD = 512;

	private final int maxCount;

	private final long maxBytes;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition released = this.lock.newCondition();

	private int count;

	private long bytes;

	private volatile long footprint;

	HoldLimit(int maxCount, DataSize maxBytes) {
		this.maxCount = maxCount;
		this.maxBytes = maxBytes.toBytes();
	}

	/** Wait for room and return whether there was any in time. */
	boolean acquire(int size, Duration timeout) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = timeout.toNanos();
			while (this.count > 0 && (this.count >= this.maxCount || this.bytes + size > this.maxBytes)) {
				if (left <= 0) {
					return false;
				}
				left = this.released.awaitNanos(left);
			}
			change(1, size);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Count messages regardless of the limit. */
	void take(int messages, int size) {
		this.lock.lock();
		try {
			change(messages, size);
		}
		finally {
			this.lock.unlock();
		}
	}

	void release(int messages, int size) {
		this.lock.lock();
		try {
			change(-messages, -size);
			this.released.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void change(int messages, int size) {
		this.count += messages;
		this.bytes += size;
		this.footprint = this.bytes + (long) this.count * MESSAGE_OVERHEAD;
	}

	int count() {
		this.lock.lock();
		try {
			return this.count;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Return whether all messages, including frames and properties, fit into a size. */
	boolean within(DataSize size) {
		return this.footprint <= size.toBytes();
	}

}
