package io.amphora.server;

import java.util.concurrent.TimeUnit;

/**
 * Estimates how long the requests of one sender have waited, although its clock differs
 * from ours. Arrival time minus send time is the difference of the clocks plus the time
 * in transit. The smallest value seen belongs to a request that hardly waited, so the
 * excess of other requests over it is their waiting time. The estimate never exceeds the
 * actual waiting time, regardless of the clocks. Guarded by the monitor of its
 * {@link SenderClocks}.
 */
final class SenderClock {

	/**
	 * Two clocks that are being corrected drift apart by a thousandth of the elapsed
	 * time.
	 */
	private static final int DRIFT = 1000;

	/** Senders truncate their time to milliseconds. */
	private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(1);

	/** Maximum time from the queue, which drops expired requests, to this server. */
	private static final long LONGEST_WAY = TimeUnit.SECONDS.toNanos(1);

	private static final int MAX_EXPIRED = 1000;

	private long least;

	private long leastAt;

	/** Number of consecutive requests that appeared to be expired. */
	private int expired;

	/** Create the clock of a sender from its first request. */
	SenderClock(long difference, long now) {
		restart(difference, now);
	}

	/**
	 * Update the clock with a request.
	 * @param difference the arrival time minus the send time
	 * @param now the arrival time
	 * @param expiration how long the request may wait in its queue
	 * @return the minimum time that the request has waited
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
	 * Return whether the clock was changed: the request would not have been delivered if
	 * it had waited that long. While servers are too slow, it is normal that some
	 * requests expire between the queue and the server.
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
