package io.amphora.server;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Adapts the prefetch of a server to its functions. While functions are short, the server
 * takes more requests ahead: a request counts against the prefetch until its response is
 * confirmed, so with few of them handlers would wait for the broker. Where functions take
 * longer, fewer requests are taken ahead, so that faster servers can handle them. A new
 * server takes as many as it can run at a time, since its first calls are slow. It counts
 * as new until its functions are short enough, for ten seconds at most. Thread-safe: the
 * thread that moves {@link #nextLook} resets the sums, and the monitor guards the other
 * fields.
 */
final class PrefetchControl {

	/** While functions take long. */
	static final int CAUTIOUS = 64;

	/** While functions are short. */
	static final int AMPLE = 256;

	/** How long a server is new that handles requests, or that cannot take any more. */
	static final Duration WARM_UP = Duration.ofSeconds(10);

	/** Requests that are taken ahead should be handled within this time. */
	private static final Duration BACKLOG = Duration.ofMillis(100);

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private final long allowance;

	private final int initial;

	private final Timer timer;

	private final IntConsumer change;

	private final LongAdder runs = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	private final AtomicLong nextLook;

	private boolean begun;

	/** When the first function has begun. */
	private long begunAt;

	/** How many functions of a new server run. */
	private int running;

	/** Ends the time in which a server is new whose functions wait for others. */
	private @Nullable Future<?> limit;

	private volatile int prefetch;

	/**
	 * Create a control.
	 * @param concurrency how many functions run at a time
	 * @param initial the prefetch of a new server
	 * @param now a value of {@link System#nanoTime()}
	 * @param timer runs a task later
	 * @param change receives each new prefetch; must not block
	 */
	PrefetchControl(int concurrency, int initial, long now, Timer timer, IntConsumer change) {
		this.allowance = BACKLOG.toNanos() * concurrency;
		this.initial = initial;
		this.prefetch = initial;
		this.timer = timer;
		this.change = change;
		this.nextLook = new AtomicLong(now + INTERVAL.toNanos());
	}

	/**
	 * Return the prefetch of a new server.
	 * @param concurrency how many functions run at a time
	 */
	static int initial(int concurrency) {
		return Math.min(concurrency, CAUTIOUS);
	}

	/** A function begins. */
	void began(long now) {
		if (isNew()) {
			beganWhileNew(now);
		}
	}

	private boolean isNew() {
		return this.prefetch < CAUTIOUS;
	}

	private synchronized void beganWhileNew(long now) {
		if (!this.begun) {
			this.begun = true;
			this.begunAt = now;
		}
		this.running++;
		if (isNew() && this.running >= this.initial && this.limit == null) {
			limitWarmUp();
		}
	}

	/** No function may end, as they may wait for requests that cannot be delivered. */
	private void limitWarmUp() {
		try {
			this.limit = this.timer.schedule(() -> change(this.initial, CAUTIOUS), WARM_UP);
		}
		catch (RejectedExecutionException ex) {
			// the transport is closed, and delivers nothing any more
		}
	}

	/** A function has ended that began at a time. */
	void ran(long startedAt, long now) {
		this.runs.increment();
		this.nanos.add(now - startedAt);
		if (isNew()) {
			ranWhileNew();
		}
		long due = this.nextLook.get();
		if (now - due >= 0 && this.nextLook.compareAndSet(due, now + INTERVAL.toNanos())) {
			look(now);
		}
	}

	private synchronized void ranWhileNew() {
		this.running--;
		if (this.running < this.initial) {
			endLimit();
		}
	}

	private void endLimit() {
		if (this.limit != null) {
			this.limit.cancel(false);
			this.limit = null;
		}
	}

	private void look(long now) {
		int present = this.prefetch;
		if (present < CAUTIOUS && this.runs.sum() < this.initial) {
			return;
		}
		long count = this.runs.sumThenReset();
		long mean = this.nanos.sumThenReset() / Math.max(1, count);
		change(present, wanted(present, mean, now));
	}

	/** Different limits for more and for fewer, so that the prefetch does not swing. */
	private int wanted(int present, long mean, long now) {
		if (AMPLE * mean <= ((present == AMPLE) ? 2 * this.allowance : this.allowance)) {
			return AMPLE;
		}
		return (present < CAUTIOUS && CAUTIOUS * mean > this.allowance && !warm(now)) ? present : CAUTIOUS;
	}

	private synchronized boolean warm(long now) {
		return this.begun && now - this.begunAt >= WARM_UP.toNanos();
	}

	private synchronized void change(int from, int to) {
		if (this.prefetch == from && to != from) {
			this.prefetch = to;
			endLimit();
			this.change.accept(to);
		}
	}

	/** Runs a task later. */
	@FunctionalInterface
	interface Timer {

		Future<?> schedule(Runnable task, Duration delay);

	}

}
