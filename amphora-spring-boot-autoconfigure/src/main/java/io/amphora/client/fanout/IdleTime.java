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

package io.amphora.client.fanout;

import java.util.function.LongSupplier;

/**
 * Total time in which a client has not been handling a delivery. While one delivery is
 * handled, others may be queued, so only this time shows that no reply has arrived.
 * Thread-safe: the monitor guards the fields.
 *
 * @since 0.1.0
 */
public final class IdleTime {

	private final LongSupplier nanoTime;

	/** The number of deliveries that are being handled. */
	private int handling;

	/** The idle time up to the last change from idle to busy. */
	private long total;

	/** When the handling of the last delivery ended; valid only while none is handled. */
	private long idleSince;

	IdleTime(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.idleSince = nanoTime.getAsLong();
	}

	/**
	 * Handle a delivery on the current thread.
	 * @param handler handles the delivery
	 */
	public void pauseDuring(Runnable handler) {
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

	/**
	 * Return the idle time so far.
	 * @return the time in nanoseconds
	 */
	public synchronized long nanos() {
		return (this.handling > 0) ? this.total : this.total + this.nanoTime.getAsLong() - this.idleSince;
	}

}
