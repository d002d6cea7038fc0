package io.amphora.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/**
 * Has a server take more requests ahead while its functions are short: a request counts
 * against the prefetch until its response is confirmed, so with few of them handlers
 * would wait for the broker. Where functions take longer, what is taken ahead is kept
 * from faster servers. Thread-safe; whoever moves {@link #nextLook} owns {@link #ample}
 * for that time.
 */
final class PrefetchControl {

	/** While functions take long, or nobody knows yet. */
	static final int CAUTIOUS = 64;

	/** While functions are short. */
	static final int AMPLE = 256;

	/** What is taken ahead should be worked off within this time. */
	private static final Duration BACKLOG = Duration.ofMillis(100);

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private final long allowance;

	private final IntConsumer change;

	private final LongAdder runs = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	private final AtomicLong nextLook;

	private volatile boolean ample;

	/**
	 * Create a control.
	 * @param concurrency how many functions run at a time
	 * @param now a value of {@link System#nanoTime()}
	 * @param change told of a new prefetch; must not block
	 */
	PrefetchControl(int concurrency, long now, IntConsumer change) {
		this.allowance = BACKLOG.toNanos() * concurrency;
		this.change = change;
		this.nextLook = new AtomicLong(now + INTERVAL.toNanos());
	}

	/** A function has ended that began at a time. */
	void ran(long startedAt, long now) {
		this.runs.increment();
		this.nanos.add(now - startedAt);
		long due = this.nextLook.get();
		if (now - due >= 0 && this.nextLook.compareAndSet(due, now + INTERVAL.toNanos())) {
			look();
		}
	}

	/** To and fro at different times, so that nothing swings. */
	private void look() {
		long count = this.runs.sumThenReset();
		long mean = this.nanos.sumThenReset() / Math.max(1, count);
		boolean wanted = AMPLE * mean <= (this.ample ? 2 * this.allowance : this.allowance);
		if (wanted != this.ample) {
			this.ample = wanted;
			this.change.accept(wanted ? AMPLE : CAUTIOUS);
		}
	}

}
