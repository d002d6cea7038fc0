package io.amphora.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.util.unit.DataSize;

/**
 * Bounds what a publisher keeps in memory, by count and by bytes. A single message is
 * always let in when nothing else is there, however large it is. The lock guards the
 * counters, and writing {@link #footprint}.
 */
final class HoldLimit {

	/** Room for the frames and properties of a message. */
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

	/** Whether there was room within the time. */
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

	/** Count messages in, room or not. */
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

	/**
	 * Whether all messages together, with what travels beside the bodies, are so small.
	 */
	boolean within(DataSize size) {
		return this.footprint <= size.toBytes();
	}

}
