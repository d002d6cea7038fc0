package io.amphora.transport;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the deliveries of a subscription over all of its channels, up to a maximum.
 * Thread-safe.
 */
final class DeliveryLimit {

	private final int maximum;

	private final AtomicInteger taken = new AtomicInteger();

	DeliveryLimit(int maximum) {
		this.maximum = maximum;
	}

	/** Count one more delivery and return whether it is within the maximum. */
	boolean take() {
		if (this.maximum == 0) {
			this.taken.incrementAndGet();
			return true;
		}
		return this.taken.getAndUpdate((count) -> Math.min(count + 1, this.maximum)) < this.maximum;
	}

	boolean reached() {
		return this.maximum > 0 && this.taken.get() >= this.maximum;
	}

	int taken() {
		return this.taken.get();
	}

}
