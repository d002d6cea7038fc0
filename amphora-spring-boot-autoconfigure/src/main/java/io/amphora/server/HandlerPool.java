package io.amphora.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Lets a bounded number of requests run at a time; the others wait in the order in which
 * they came. One that waits for another function leaves its place to the next one. The
 * monitor guards the counters and the queue; tasks run outside of it.
 * <p>
 * To wake a thread costs more than most functions do. So one thread at a time is asked
 * for, and asks for the next one as soon as it is there, if there is still something to
 * do: where functions are short, a few threads stay busy instead of many that wake for
 * one request each.
 */
final class HandlerPool {

	private static final Log logger = LogFactory.getLog(HandlerPool.class);

	private final Executor executor;

	private final int concurrency;

	private final Runnable work = this::work;

	private final Deque<Task> waiting = new ArrayDeque<>();

	/** Those that run, and the one that is asked for. */
	private int active;

	/** Whether a thread is asked for that has not come yet. */
	private boolean starting;

	HandlerPool(Executor executor, int concurrency) {
		this.executor = executor;
		this.concurrency = concurrency;
	}

	/**
	 * Whether it is certain that no task runs on the thread that gives it.
	 * @return {@code false} for executors that may run a task on the spot
	 */
	boolean startsThreads() {
		return this.executor instanceof VirtualThreadTaskExecutor
				|| (this.executor instanceof ThreadPoolExecutor threads
						&& threads.getRejectedExecutionHandler() instanceof ThreadPoolExecutor.AbortPolicy);
	}

	/**
	 * Have a task run when there is a place for it.
	 * @param action what to do
	 * @param refused told, instead, if the executor starts no thread for it
	 */
	void execute(Runnable action, Consumer<RejectedExecutionException> refused) {
		boolean start;
		synchronized (this) {
			this.waiting.add(new Task(action, refused));
			start = mayStart();
		}
		if (start) {
			try {
				this.executor.execute(this.work);
			}
			catch (RejectedExecutionException ex) {
				notStarted().forEach((task) -> task.refused().accept(ex));
			}
		}
	}

	/** The current task waits for another function: let somebody else have its place. */
	void blocked() {
		boolean start;
		synchronized (this) {
			this.active--;
			start = mayStart();
		}
		if (start) {
			startOneMore();
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

	/** Whether to ask for a thread, which counts as active from now on. */
	private synchronized boolean mayStart() {
		if (this.starting || this.waiting.isEmpty() || this.active >= this.concurrency) {
			return false;
		}
		this.active++;
		this.starting = true;
		return true;
	}

	/** For tasks that wait for others, which take them over if there is no thread. */
	private void startOneMore() {
		try {
			this.executor.execute(this.work);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("No thread for the next request: it waits for a place", ex);
			synchronized (this) {
				this.starting = false;
				this.active--;
			}
		}
	}

	private void work() {
		Runnable current = begin();
		while (current != null) {
			run(current);
			current = leave();
		}
	}

	private @Nullable Runnable begin() {
		Runnable first;
		boolean start;
		synchronized (this) {
			this.starting = false;
			first = leave();
			start = mayStart();
		}
		if (start) {
			startOneMore();
		}
		return first;
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

	/** What nobody is going to run, as nobody is there. */
	private synchronized List<Task> notStarted() {
		this.starting = false;
		this.active--;
		if (this.active > 0) {
			return List.of();
		}
		List<Task> left = List.copyOf(this.waiting);
		this.waiting.clear();
		return left;
	}

	/** Give up a place, or take over the next task in it. */
	private synchronized @Nullable Runnable leave() {
		Task next = (this.active <= this.concurrency) ? this.waiting.poll() : null;
		if (next == null) {
			this.active--;
			return null;
		}
		return next.action();
	}

	/**
	 * Something to do.
	 *
	 * @param action does it
	 * @param refused told if nobody can
	 */
	private record Task(Runnable action, Consumer<RejectedExecutionException> refused) {
	}

}
