package io.amphora.server;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Adapts the prefetch of a server to its functions. While functions are short, the server
 * takes more requests ahead: a request counts against the prefetch until its response is
 * confirmed, so with few of them handlers would wait for the broker. Where functions take
 * longer, fewer requests are taken ahead, so that faster servers can handle them. A new
 * server takes fewer still, since its first calls are slow. It counts as new until its
 * functions are short enough. Once it has begun as many as it takes, it does so for ten
 * seconds at most, and only while functions end. Thread-safe: the thread that moves
 * {@link #nextLook} resets the sums, and the monitor guards the prefetch and what the
 * timer uses.
 */
final class PrefetchControl {

	/** While functions take long. */
	static final int CAUTIOUS = 64;

	/** While functions are short. */
	static final int AMPLE = 256;

	/** Of a new server, unless more functions run at a time. */
	private static final int INITIAL = 16;

	/**
	 * How often a new server is looked at that has begun as many functions as it takes.
	 */
	static final Duration TICK = Duration.ofSeconds(1);

	private static final int MOST_TICKS = 10;

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

	/** How many functions a new server has begun. */
	private final AtomicInteger begun = new AtomicInteger();

	/** How many functions of a new server have ended. */
	private final AtomicInteger ended = new AtomicInteger();

	private int endedBefore;

	private int ticks;

	/** Ends the time in which a server is new. */
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
		return Math.min(Math.max(concurrency, INITIAL), CAUTIOUS);
	}

	/** A function begins. */
	void began() {
		if (isNew() && this.begun.incrementAndGet() == this.initial) {
			tickLater();
		}
	}

	private boolean isNew() {
		return this.prefetch < CAUTIOUS;
	}

	private synchronized void tickLater() {
		try {
			this.limit = this.timer.schedule(this::tick, TICK);
		}
		catch (RejectedExecutionException ex) {
			// the transport is closed, and delivers nothing any more
		}
	}

	/** If no function ends, they may wait for requests that cannot be delivered. */
	private synchronized void tick() {
		int endedNow = this.ended.get();
		this.ticks++;
		if (endedNow == this.endedBefore || this.ticks == MOST_TICKS) {
			change(this.initial, CAUTIOUS);
		}
		else if (isNew()) {
			this.endedBefore = endedNow;
			tickLater();
		}
	}

	/** A function has ended that began at a time. */
	void ran(long startedAt, long now) {
		this.runs.increment();
		this.nanos.add(now - startedAt);
		if (isNew()) {
			this.ended.incrementAndGet();
		}
		long due = this.nextLook.get();
		if (now - due >= 0 && this.nextLook.compareAndSet(due, now + INTERVAL.toNanos())) {
			look();
		}
	}

	private void look() {
		int present = this.prefetch;
		if (isNew() && this.runs.sum() < this.initial) {
			return;
		}
		long count = this.runs.sumThenReset();
		long mean = this.nanos.sumThenReset() / Math.max(1, count);
		change(present, wanted(present, mean));
	}

	/** Different limits for more and for fewer, so that the prefetch does not swing. */
	private int wanted(int present, long mean) {
		if (AMPLE * mean <= ((present == AMPLE) ? 2 * this.allowance : this.allowance)) {
			return AMPLE;
		}
		return (present < CAUTIOUS && CAUTIOUS * mean > this.allowance) ? present : CAUTIOUS;
	}

	private synchronized void change(int from, int to) {
		if (this.prefetch == from && to != from) {
			this.prefetch = to;
			if (this.limit != null) {
				this.limit.cancel(false);
			}
			this.change.accept(to);
		}
	}

	/** Runs a task later. */
	@FunctionalInterface
	interface Timer {

		Future<?> schedule(Runnable task, Duration delay);

	}

}
