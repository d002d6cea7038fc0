package io.amphora.server;

import java.util.concurrent.TimeUnit;

/**
 * How far the clock of a sender is from ours, as far as its requests tell: their arrival
 * less the time that they were sent is that difference and how long they were on their
 * way. The least that was seen is from a request that was hardly on its way, and what
 * others have more than that is what they have waited. So this never exceeds what they
 * have waited indeed, whatever the clocks say. Guarded by the monitor of the
 * {@link SenderClocks} that it belongs to.
 */
final class SenderClock {

	/** Two clocks that are being corrected come apart by a thousandth of the time. */
	private static final int DRIFT = 1000;

	/** Senders cut their time to milliseconds. */
	private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(1);

	/** From the queue, which drops what has expired, to us. */
	private static final long LONGEST_WAY = TimeUnit.SECONDS.toNanos(1);

	private static final int MAX_EXPIRED = 1000;

	private long least;

	private long leastAt;

	/** How many requests in a row looked as if they had expired. */
	private int expired;

	/** Create the clock of a sender whose first request has come. */
	SenderClock(long difference, long now) {
		restart(difference, now);
	}

	/**
	 * Learn from a request.
	 * @param difference its arrival less the time that it was sent
	 * @param now its arrival
	 * @param expiration how long it may wait in its queue
	 * @return how long it has waited at least
	 */
	long wait(long difference, long now, long expiration) {
		long more = difference - (this.least + Math.max(0, now - this.leastAt) / DRIFT);
		long wait = Math.max(0, more - GRAIN);
		this.expired = (wait >= expiration) ? this.expired + 1 : 0;
		if (more < 0 || moved(wait, expiration)) {
			restart(difference, now);
			return 0;
		}
		return wait;
	}

	/**
	 * Whether the request would not have come if it had waited for so long. Some that
	 * expire on their last way are nothing special while servers are too slow.
	 */
	private boolean moved(long wait, long expiration) {
		return this.expired > MAX_EXPIRED || (this.expired > 0 && wait - LONGEST_WAY > expiration);
	}

	private void restart(long difference, long now) {
		this.least = difference;
		this.leastAt = now;
		this.expired = 0;
	}

}
