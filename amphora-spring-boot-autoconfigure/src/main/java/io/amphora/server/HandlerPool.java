package io.amphora.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of requests run at a time; the others wait in the order in which
 * they came. One that waits for another function leaves its place to the next one. The
 * monitor guards the counters and the queue; tasks run outside of it.
 */
final class HandlerPool {

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
		start(task);
	}

	/** The current task waits for another function: let somebody else have its place. */
	void blocked() {
		Runnable next = leave();
		if (next != null) {
			start(next);
		}
	}

	/** The current task goes on, even if that makes one too many for a while. */
	synchronized void unblocked() {
		this.active++;
	}

	private void start(Runnable task) {
		this.executor.execute(() -> {
			Runnable current = task;
			while (current != null) {
				current.run();
				current = leave();
			}
		});
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
