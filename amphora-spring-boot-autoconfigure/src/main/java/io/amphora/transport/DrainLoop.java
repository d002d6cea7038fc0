package io.amphora.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs some work on one thread at a time, as often as it is requested. The number of
 * requests serves as the lock: the first request acquires it, further requests are only
 * counted, and the work is repeated until there are none. Each run sees what the run
 * before it has written. Thread-safe; requesting does not block.
 * <p>
 * Nothing that is thrown leaves the lock behind. Work that fails is run once more, by the
 * executor. If the executor does not start the work, the requesting thread runs it.
 */
final class DrainLoop {

	private static final Log logger = LogFactory.getLog(DrainLoop.class);

	private final String name;

	private final Work work;

	private final Executor executor;

	/** Not 0 while a thread runs the work or was asked to. */
	private final AtomicInteger requests = new AtomicInteger();

	/**
	 * Whether the executor was asked for a thread that has not come yet. An executor may
	 * throw and start the work nevertheless: whichever thread resets this may go on.
	 */
	private final AtomicBoolean starting = new AtomicBoolean();

	/** Whether the last start failed, which is logged once. */
	private volatile boolean unableToStart;

	private final Runnable started = this::started;

	/**
	 * Create a loop.
	 * @param name what is run, for logs
	 * @param work the work
	 * @param executor runs the work
	 */
	DrainLoop(String name, Work work, Executor executor) {
		this.name = name;
		this.work = work;
		this.executor = executor;
	}

	/** Have the executor run the work after this call has begun. */
	void request() {
		request(() -> false);
	}

	/**
	 * Have the work run after this call has begun.
	 * @param here asked if the work does not run yet: whether the current thread may run
	 * it
	 */
	void request(BooleanSupplier here) {
		if (this.requests.getAndIncrement() != 0) {
			return;
		}
		boolean orderly = false;
		try {
			if (!here.getAsBoolean() || !drain(true)) {
				start();
			}
			orderly = true;
		}
		finally {
			if (!orderly) {
				this.requests.set(0);
			}
		}
	}

	private void start() {
		this.starting.set(true);
		try {
			this.executor.execute(this.started);
		}
		catch (Throwable ex) {
			if (this.starting.compareAndSet(true, false)) {
				notStarted(ex);
			}
		}
	}

	private void started() {
		if (this.starting.compareAndSet(true, false)) {
			this.unableToStart = false;
			if (!drain(false)) {
				start();
			}
		}
	}

	/**
	 * What cannot be done here either, at the second attempt, is left to the next
	 * request.
	 */
	private void notStarted(Throwable cause) {
		if (!this.unableToStart && !(cause instanceof RejectedExecutionException)) {
			this.unableToStart = true;
			Unexpected.log(logger, "No thread for '" + this.name + "': other threads take over", cause);
		}
		boolean drained = drain(true);
		if (!drained) {
			drained = drain(true);
		}
		if (!drained) {
			this.requests.set(0);
		}
	}

	/**
	 * Run the work until there is no further request.
	 * @return {@code false} if the executor has to go on
	 */
	private boolean drain(boolean lent) {
		int failures = 0;
		int seen;
		do {
			seen = this.requests.get();
			try {
				if (!this.work.run(lent)) {
					return false;
				}
				failures = 0;
			}
			catch (Throwable ex) {
				Unexpected.log(logger, "Failure in '" + this.name + "'", ex);
				if (lent) {
					return false;
				}
				failures++;
			}
		}
		while (failures == 1 || !this.requests.compareAndSet(seen, 0));
		return true;
	}

	/**
	 * What a loop runs.
	 */
	@FunctionalInterface
	interface Work {

		/**
		 * Do all that there is to do.
		 * @param lent whether the current thread is that of a request and not one of the
		 * executor
		 * @return {@code false} if the executor has to go on, after other tasks
		 */
		boolean run(boolean lent);

	}

}
