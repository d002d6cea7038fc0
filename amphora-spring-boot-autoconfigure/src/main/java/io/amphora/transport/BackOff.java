package io.amphora.transport;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: nothing at first, then twice as long each
 * time, with a random share taken off so that many clients do not return at once. Owned
 * by the worker thread of the channel.
 */
final class BackOff {

	private final RetryPolicy policy;

	private int attempts;

	BackOff(RetryPolicy policy) {
		this.policy = policy;
	}

	void reset() {
		this.attempts = 0;
	}

	int attempts() {
		return this.attempts;
	}

	Duration next() {
		int attempt = this.attempts++;
		if (attempt == 0) {
			return Duration.ZERO;
		}
		long full = Math.min(this.policy.maxInterval().toMillis(),
				this.policy.initialInterval().toMillis() << Math.min(attempt - 1, 20));
		return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
	}

	/** The wait after the broker has refused something; does not count as an attempt. */
	Duration afterRefusal() {
		return this.policy.refusalInterval();
	}

}
