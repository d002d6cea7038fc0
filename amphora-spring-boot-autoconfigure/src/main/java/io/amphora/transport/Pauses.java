package io.amphora.transport;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a publisher sends, and whether its sender knows that it must not: a sender that
 * has not seen a pause may be about to send one more message. Thread-safe;
 * {@link #seen(int)} is called by one thread at a time.
 */
final class Pauses {

	private final AtomicInteger starts = new AtomicInteger();

	private final AtomicInteger pauses = new AtomicInteger();

	private volatile boolean started;

	private volatile int pausesSeen;

	void start() {
		this.starts.incrementAndGet();
		this.started = true;
	}

	/** The sender sees the pause in its next run. */
	void pause() {
		this.started = false;
		this.pauses.incrementAndGet();
	}

	boolean started() {
		return this.started;
	}

	int starts() {
		return this.starts.get();
	}

	/** How many pauses the sender sees in a run that begins now. */
	int pauses() {
		return this.pauses.get();
	}

	/**
	 * A run of the sender ends.
	 * @param before how many pauses there were when it began
	 * @return whether there were more than in the run before
	 */
	boolean seen(int before) {
		boolean more = this.pausesSeen != before;
		this.pausesSeen = before;
		return more;
	}

	/** Whether the sender has seen the last pause, or there was a start since. */
	boolean over() {
		return this.started || this.pausesSeen == this.pauses.get();
	}

}
