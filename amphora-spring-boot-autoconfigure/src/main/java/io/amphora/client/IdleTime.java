package io.amphora.client;

import java.util.function.LongSupplier;

/**
 * How long a client has been handling no delivery, in total. Deliveries may wait while
 * another one is handled, so that only this time tells that none has come. Thread-safe:
 * the monitor guards the fields.
 */
final class IdleTime {

	private final LongSupplier nanoTime;

	/** How many deliveries are being handled. */
	private int handling;

	/** The idle time until the last change from idle to busy. */
	private long total;

	/** When the last delivery was handled; used while there is none. */
	private long idleSince;

	IdleTime(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.idleSince = nanoTime.getAsLong();
	}

	/** Run what handles a delivery, on the current thread. */
	void pauseDuring(Runnable handler) {
		begin();
		try {
			handler.run();
		}
		finally {
			end();
		}
	}

	private synchronized void begin() {
		this.total = nanos();
		this.handling++;
	}

	private synchronized void end() {
		this.handling--;
		this.idleSince = this.nanoTime.getAsLong();
	}

	/** The idle time so far, in nanoseconds. */
	synchronized long nanos() {
		return (this.handling > 0) ? this.total : this.total + this.nanoTime.getAsLong() - this.idleSince;
	}

}
