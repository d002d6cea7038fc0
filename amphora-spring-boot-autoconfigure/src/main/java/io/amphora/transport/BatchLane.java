package io.amphora.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Gathers what waits while others are on their way to the same place. What comes to an
 * empty lane goes at once and alone; what follows goes together, as soon as the one
 * before has arrived, and at the limits at the latest. The monitor guards the fields.
 *
 * @param <T> the type of what travels
 */
public final class BatchLane<T> {

	private final BatchLimits limits;

	private final BrokerTransport transport;

	private final ToIntFunction<T> size;

	private final Consumer<List<T>> enqueue;

	private final Runnable flush;

	private List<T> waiting = new ArrayList<>();

	private long waitingSize;

	private @Nullable Future<?> timer;

	/** The first of those that went last, until they have arrived. */
	private @Nullable T underWay;

	/**
	 * Create a lane.
	 * @param limits when to wait no longer
	 * @param transport has the timer
	 * @param size tells how large something is
	 * @param enqueue puts things into one message and that in line; must not block
	 * @param flush sends what is in line
	 */
	public BatchLane(BatchLimits limits, BrokerTransport transport, ToIntFunction<T> size, Consumer<List<T>> enqueue,
			Runnable flush) {
		this.limits = limits;
		this.transport = transport;
		this.size = size;
		this.enqueue = enqueue;
		this.flush = flush;
	}

	/**
	 * Send something, now or soon.
	 * @param item what to send
	 */
	public void add(T item) {
		boolean due;
		synchronized (this) {
			this.waiting.add(item);
			this.waitingSize += this.size.applyAsInt(item);
			due = this.underWay == null || this.limits.reached(this.waiting.size(), this.waitingSize) || !timed();
			if (due) {
				enqueueWaiting();
			}
		}
		if (due) {
			this.flush.run();
		}
	}

	private boolean timed() {
		if (this.timer == null) {
			try {
				List<T> those = this.waiting;
				this.timer = this.transport.schedule(() -> overdue(those), this.limits.maxDelay());
			}
			catch (RejectedExecutionException ex) {
				return false;
			}
		}
		return true;
	}

	/**
	 * What was sent has arrived, or never will.
	 * @param first the first of what travelled together
	 */
	public void arrived(T first) {
		boolean due;
		synchronized (this) {
			boolean last = this.underWay == first;
			if (last) {
				this.underWay = null;
			}
			due = last && !this.waiting.isEmpty();
			if (due) {
				enqueueWaiting();
			}
		}
		if (due) {
			this.flush.run();
		}
	}

	/** Send what waits. */
	public void flush() {
		overdue(null);
	}

	private void overdue(@Nullable List<T> those) {
		boolean due;
		synchronized (this) {
			due = !this.waiting.isEmpty() && (those == null || those == this.waiting);
			if (due) {
				enqueueWaiting();
			}
		}
		if (due) {
			this.flush.run();
		}
	}

	private void enqueueWaiting() {
		List<T> together = this.waiting;
		this.waiting = new ArrayList<>();
		this.waitingSize = 0;
		if (this.timer != null) {
			this.timer.cancel(false);
			this.timer = null;
		}
		this.underWay = together.get(0);
		this.enqueue.accept(together);
	}

	/**
	 * Whether nothing waits and nothing is on its way.
	 * @return {@code true} if the lane is of no use at the moment
	 */
	public synchronized boolean isIdle() {
		return this.underWay == null && this.waiting.isEmpty();
	}

}
