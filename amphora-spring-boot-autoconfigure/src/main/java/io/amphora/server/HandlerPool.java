package io.amphora.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of requests run at a time; the others wait in the order in which
 * they came. One that waits for another function leaves its place to the next one. The
 * monitor guards the counters and the queue; tasks run outside of it.
 */
final class HandlerPool {

	private static final Log logger = LogFactory.getLog(HandlerPool.class);

	private final Executor executor;

	private final int concurrency;

	private final Deque<Runnable> waiting = new ArrayDeque<>();

	private int active;

	HandlerPool(Executor executor, int concurrency) {
		this.executor = executor;
		this.concurrency = concurrency;
	}

	void execute(Runnable task) {
		synchronized (this) {
			if (this.active >= this.concurrency) {
				this.waiting.add(task);
				return;
			}
			this.active++;
		}
		try {
			start(task);
		}
		catch (RejectedExecutionException ex) {
			unstarted(null);
			throw ex;
		}
	}

	/** The current task waits for another function: let somebody else have its place. */
	void blocked() {
		Runnable next = leave();
		if (next != null) {
			try {
				start(next);
			}
			catch (RejectedExecutionException ex) {
				logger.debug("No thread for the next request: it waits for a place", ex);
				unstarted(next);
			}
		}
	}

	/** The current task goes on, even if that makes one too many for a while. */
	synchronized void unblocked() {
		this.active++;
	}

	/** Whether no task runs, or waits for its turn. */
	synchronized boolean isIdle() {
		return this.active == 0;
	}

	private void start(Runnable task) {
		this.executor.execute(() -> {
			Runnable current = task;
			while (current != null) {
				run(current);
				current = leave();
			}
		});
	}

	/** Whatever happens to a task, its place must not be lost. */
	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A request could not be handled", ex);
		}
	}

	private synchronized void unstarted(@Nullable Runnable task) {
		this.active--;
		if (task != null) {
			this.waiting.addFirst(task);
		}
	}

	/** Give up a place, or take over the next task in it. */
	private synchronized @Nullable Runnable leave() {
		Runnable next = (this.active <= this.concurrency) ? this.waiting.poll() : null;
		if (next == null) {
			this.active--;
		}
		return next;
	}

}
