package io.amphora.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

import io.amphora.StoppedException;
import io.amphora.server.TaskQueue.Task;
import io.amphora.transport.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Lets a bounded number of requests run at a time; the others wait in the order in which
 * they came. Batches take turns with others, except where one request runs at a time and
 * its successor is expected to be the next one that was sent. One that waits for another
 * function leaves its place to the next one. The monitor guards the counters and the
 * queue; tasks run outside of it.
 * <p>
 * To wake a thread costs more than most functions do. So one thread at a time is asked
 * for, and asks for the next one as soon as it is there, if there is still something to
 * do: where functions are short, a few threads stay busy instead of many that wake for
 * one request each.
 */
final class HandlerPool {

	private static final Log logger = LogFactory.getLog(HandlerPool.class);

	/** In which a thread comes that was asked for, if it comes at all. */
	static final Duration PATIENCE = Duration.ofMillis(200);

	private final Executor executor;

	private final int concurrency;

	private final Consumer<Runnable> later;

	private final Runnable work = this::work;

	private final Runnable check = this::check;

	private final TaskQueue waiting;

	/** Those that run, and the one that is asked for. */
	private int active;

	/** Whether a thread is asked for that has not come yet. */
	private boolean starting;

	/** How many threads were asked for, and how many the last check has seen. */
	private int starts;

	private int startsChecked;

	/** Whether a check is to come. */
	private boolean checks;

	private boolean closed;

	/**
	 * Create a pool.
	 * @param executor runs the tasks
	 * @param concurrency how many tasks run at a time
	 */
	HandlerPool(Executor executor, int concurrency) {
		this(executor, concurrency, (check) -> {
		});
	}

	/**
	 * Create a pool that checks that threads come. One may be lost without a word, for
	 * instance because what a task decorator has put around the task throws.
	 * @param executor runs the tasks
	 * @param concurrency how many tasks run at a time
	 * @param later runs a check after a time that is too long for a thread to start
	 */
	HandlerPool(Executor executor, int concurrency, Consumer<Runnable> later) {
		this.executor = executor;
		this.concurrency = concurrency;
		this.later = later;
		this.waiting = new TaskQueue(concurrency > 1);
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
	 * Run a task when there is a place for it.
	 * @param action what to do
	 * @param refused called instead if the executor starts no thread for it, if the task
	 * is {@linkplain #withdraw withdrawn}, or if the pool is closed; must not throw
	 */
	void execute(Runnable action, Consumer<Throwable> refused) {
		execute(action, refused, null);
	}

	/**
	 * Run a task when there is a place for it. A task of a batch is not withdrawn.
	 * @param action what to do
	 * @param refused called instead if the executor starts no thread for it, if the task
	 * is withdrawn, or if the pool is closed; must not throw
	 * @param batch the same object for all tasks of a batch, or {@code null} for a task
	 * of its own
	 */
	void execute(Runnable action, Consumer<Throwable> refused, @Nullable Object batch) {
		Task task = new Task(action, refused, batch);
		boolean start;
		boolean checkLater;
		boolean wanted;
		synchronized (this) {
			wanted = !this.closed;
			if (wanted) {
				this.waiting.add(task);
			}
			start = mayStart();
			checkLater = start && !this.checks;
			this.checks |= start;
		}
		if (!wanted) {
			task.refuse(stopped());
		}
		if (checkLater) {
			checkLater();
		}
		if (start) {
			start();
		}
	}

	private void start() {
		try {
			this.executor.execute(this.work);
		}
		catch (Throwable ex) {
			notStarted().forEach((task) -> task.refuse(ex));
		}
	}

	private static StoppedException stopped() {
		return new StoppedException("The server is stopped.", null);
	}

	/**
	 * Refuse the tasks that have not begun. Those of a batch stay: the batch goes back as
	 * a whole or not at all.
	 */
	void withdraw() {
		List<Task> withdrawn;
		synchronized (this) {
			withdrawn = this.waiting.takeSingle();
		}
		withdrawn.forEach((task) -> task.refuse(stopped()));
	}

	/** Refuse all tasks that have not begun, and those that come later. */
	void close() {
		List<Task> withdrawn;
		synchronized (this) {
			this.closed = true;
			withdrawn = this.waiting.takeAll();
		}
		withdrawn.forEach((task) -> task.refuse(stopped()));
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
		this.starts++;
		return true;
	}

	/** For tasks that wait for others, which take them over if there is no thread. */
	private void startOneMore() {
		try {
			this.executor.execute(this.work);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("No thread for the next request: it waits for a place", ex);
			undoStart();
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "No thread for the next request: it waits for a place", ex);
			undoStart();
		}
	}

	/**
	 * An executor may throw and start the thread nevertheless, which then finds out that
	 * its place is gone, or has taken it already.
	 * @return whether a place is free again
	 */
	private synchronized boolean undoStart() {
		boolean undone = this.starting;
		if (undone) {
			this.starting = false;
			this.active--;
		}
		return undone;
	}

	private void checkLater() {
		try {
			this.later.accept(this.check);
		}
		catch (Throwable ex) {
			logger.debug("No further check of the threads, as the server is closed", ex);
		}
	}

	/** Not for this thread to run a task, should the executor have nothing but that. */
	private void check() {
		boolean lost;
		synchronized (this) {
			if (this.active == 0 && this.waiting.isEmpty()) {
				this.checks = false;
				return;
			}
			lost = this.starts == this.startsChecked && undoStart() && mayStart();
			this.startsChecked = this.starts;
		}
		if (lost) {
			logger.warn("A thread for a request has not started; another one is asked for."
					+ " Is the machine busy, does a task decorator fail, or has the executor too few threads?");
			ForkJoinPool.commonPool().execute(this::startOneMore);
		}
		checkLater();
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
			if (!this.starting) {
				return null;
			}
			this.starting = false;
			first = leave();
			start = mayStart();
		}
		if (start) {
			startOneMore();
		}
		return first;
	}

	/**
	 * Whatever happens to a task, its place must not be lost, and neither its interrupt
	 * nor its entries in the MDC must reach the next one: the executor sees several tasks
	 * as one.
	 */
	private static void run(Runnable task) {
		Map<String, String> mdc = MdcEntries.copy();
		try {
			task.run();
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A request could not be handled", ex);
		}
		finally {
			Thread.interrupted();
			MdcEntries.restore(mdc);
		}
	}

	/** What nobody is going to run, as nobody is there. */
	private synchronized List<Task> notStarted() {
		return (undoStart() && this.active == 0) ? this.waiting.takeAll() : List.of();
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

}
