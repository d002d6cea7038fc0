package io.amphora.transport.connection;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Computes the delay before the next attempt. The first attempt is immediate. Then the
 * delay doubles each time, less a random share, so that many clients do not reconnect at
 * once. Not thread-safe.
 */
public final class BackOff {

	private final RetryPolicy policy;

	private int attempts;

	BackOff(RetryPolicy policy) {
		this.policy = policy;
	}

	/** Begin with the first attempt again. */
	public void reset() {
		this.attempts = 0;
	}

	int attempts() {
		return this.attempts;
	}

	/**
	 * Count an attempt.
	 * @return the delay before it
	 */
	public Duration next() {
		int attempt = this.attempts++;
		if (attempt == 0) {
			return Duration.ZERO;
		}
		long full = Math.min(this.policy.maxInterval().toMillis(),
				this.policy.initialInterval().toMillis() << Math.min(attempt - 1, 20));
		return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
	}

	/** Return the delay after a refusal by the broker. Does not count as an attempt. */
	Duration afterRefusal() {
		return this.policy.refusalInterval();
	}

}
