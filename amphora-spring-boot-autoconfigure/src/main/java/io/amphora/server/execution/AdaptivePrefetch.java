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

package io.amphora.server.execution;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Adapts the prefetch of a server to its functions. While functions are short, the
 * prefetch is high: a request counts against it until its reply is confirmed, so with a
 * low prefetch handlers would wait for the broker. If functions take longer, the prefetch
 * is lower, so that faster servers can handle the requests. A new server starts even
 * lower, because its first calls are slow. It counts as new until its functions are short
 * enough. After it has started as many functions as its prefetch, it remains new for at
 * most ten seconds, and only while functions end. Thread-safe: the thread that advances
 * {@link #nextLook} resets the sums, and the monitor guards the prefetch and the fields
 * that the timer uses.
 *
 * @since 0.1.0
 */
public final class AdaptivePrefetch {

	/** Prefetch while functions take long. */
	public static final int CAUTIOUS = 64;

	/** Prefetch while functions are short. */
	static final int AMPLE = 256;

	/** Prefetch of a new server, unless its concurrency is higher. */
	private static final int INITIAL = 16;

	/**
	 * Interval between checks of a new server that has started as many functions as its
	 * prefetch.
	 */
	static final Duration TICK = Duration.ofSeconds(1);

	private static final int MOST_TICKS = 10;

	/** Time within which prefetched requests should be handled. */
	private static final Duration BACKLOG = Duration.ofMillis(100);

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private final long allowance;

	private final int initial;

	private final Timer timer;

	private final IntConsumer change;

	private final LongAdder runs = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	private final AtomicLong nextLook;

	/** Number of functions that a new server has started. */
	private final AtomicInteger begun = new AtomicInteger();

	/** Number of functions of a new server that have ended. */
	private final AtomicInteger ended = new AtomicInteger();

	private int endedBefore;

	private int ticks;

	/** Next check of a new server. */
	private @Nullable Future<?> limit;

	private volatile int prefetch;

	/**
	 * Create a control.
	 * @param concurrency the maximum number of functions that run at a time
	 * @param initial the prefetch of a new server
	 * @param now a value of {@link System#nanoTime()}
	 * @param timer runs a task later
	 * @param change receives each new prefetch; must not block
	 */
	public AdaptivePrefetch(int concurrency, int initial, long now, Timer timer, IntConsumer change) {
		this.allowance = BACKLOG.toNanos() * concurrency;
		this.initial = initial;
		this.prefetch = initial;
		this.timer = timer;
		this.change = change;
		this.nextLook = new AtomicLong(now + INTERVAL.toNanos());
	}

	/**
	 * Return the prefetch of a new server.
	 * @param concurrency the maximum number of functions that run at a time
	 * @return the prefetch
	 */
	public static int initial(int concurrency) {
		return Math.min(Math.max(concurrency, INITIAL), CAUTIOUS);
	}

	/** Record the start of a function. */
	public void began() {
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
			// the transport is closed
		}
	}

	/**
	 * If no function ends, functions may be waiting for requests that the prefetch holds
	 * back.
	 */
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

	/**
	 * Record the end of a function.
	 * @param startedAt when the function started, as {@link System#nanoTime()}
	 * @param now the current {@link System#nanoTime()}
	 */
	public void ran(long startedAt, long now) {
		this.runs.increment();
		this.nanos.add(now - startedAt);
		if (isNew()) {
			this.ended.incrementAndGet();
		}
		long due = this.nextLook.get();
		if (now - due >= 0 && this.nextLook.compareAndSet(due, now + INTERVAL.toNanos())) {
			update();
		}
	}

	private void update() {
		int present = this.prefetch;
		if (isNew() && this.runs.sum() < this.initial) {
			return;
		}
		long count = this.runs.sumThenReset();
		long mean = this.nanos.sumThenReset() / Math.max(1, count);
		change(present, wanted(present, mean));
	}

	/**
	 * Raising and lowering use different thresholds, so that the prefetch does not
	 * oscillate.
	 */
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
	public interface Timer {

		Future<?> schedule(Runnable task, Duration delay);

	}

}
