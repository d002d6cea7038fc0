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
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.amphora.StoppedException;
import io.amphora.server.execution.TaskQueue.Task;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Limits how many requests run at a time; the others wait in order of arrival. Batches
 * alternate with other requests, except if only one request runs at a time: requests are
 * then expected to run in the order in which they were sent. A request that waits for
 * another function frees its slot. The monitor guards the counters and the queue; tasks
 * run outside of it.
 * <p>
 * Waking a thread costs more than most functions, so the pool starts one thread at a
 * time. Each new thread starts the next one if tasks are waiting. If functions are short,
 * a few threads stay busy instead of many waking for one request each.
 *
 * @since 0.1.0
 */
public final class HandlerPool {

	private static final Log logger = LogFactory.getLog(HandlerPool.class);

	/** Time within which a requested thread starts, if it starts at all. */
	public static final Duration PATIENCE = Duration.ofMillis(200);

	private final String source;

	private final Executor executor;

	private final int concurrency;

	private final Executor background;

	private final Consumer<Runnable> later;

	private final Runnable work = this::work;

	private final TaskQueue waiting;

	/** Finds the batches that would wait for long. */
	private final SurplusBatches surplusBatches;

	/** Number of threads that are running or starting. */
	private int active;

	/** Whether a requested thread has not started yet. */
	private boolean starting;

	/** Number of threads requested so far, and the number at the last check. */
	private int starts;

	private int startsChecked;

	/** Whether a check is scheduled. Set under the monitor. */
	private volatile boolean checks;

	private boolean closed;

	/**
	 * Create a pool.
	 * @param service the service, for logs
	 * @param executor runs the tasks
	 * @param concurrency the maximum number of tasks that run at a time
	 */
	public HandlerPool(String service, Executor executor, int concurrency) {
		this(service, executor, concurrency, new SimpleAsyncTaskExecutor(), (check) -> {
		}, Integer.MAX_VALUE);
	}

	/**
	 * Create a pool that checks that threads start. A thread may be lost silently, for
	 * instance because a task decorator throws.
	 * @param service the service, for logs
	 * @param executor runs the tasks
	 * @param concurrency the maximum number of tasks that run at a time
	 * @param background runs short actions; not an executor that applications can occupy
	 * @param later runs a check after more time than a thread takes to start
	 * @param backlog the number of tasks of batches that may always wait
	 */
	public HandlerPool(String service, Executor executor, int concurrency, Executor background,
			Consumer<Runnable> later, int backlog) {
		this.source = " of service '" + service + "'";
		this.executor = executor;
		this.concurrency = concurrency;
		this.background = background;
		this.later = later;
		this.waiting = new TaskQueue(concurrency > 1);
		this.surplusBatches = new SurplusBatches(this.waiting, backlog);
	}

	/**
	 * Return whether tasks never run on the thread that submits them.
	 * @return {@code false} for executors that may run a task on the calling thread
	 */
	public boolean startsThreads() {
		return this.executor instanceof VirtualThreadTaskExecutor
				|| (this.executor instanceof ThreadPoolExecutor threads
						&& threads.getRejectedExecutionHandler() instanceof ThreadPoolExecutor.AbortPolicy);
	}

	/**
	 * Run a task as soon as a slot is free. A task of a batch is not withdrawn.
	 * @param action the work to do
	 * @param refused called instead if the executor starts no thread, if the task is
	 * {@linkplain #withdraw withdrawn}, or if the pool is closed; must not throw
	 * @param batch the same object for all tasks of a batch, {@code null} for single
	 * tasks
	 */
	public void execute(Runnable action, Consumer<Throwable> refused, @Nullable Object batch) {
		execute(List.of(new Task(action, refused, batch)), false);
	}

	/**
	 * Run the tasks of a batch, which the current task has {@linkplain #split split}, as
	 * soon as slots are free. They are queued together, so that the batch is known as a
	 * whole before its first task ends.
	 * @param <P> the type of the parts
	 * @param parts the parts of the batch
	 * @param action handles a part
	 * @param refused called for a part instead, with the reason; must not throw
	 * @param batch identifies the batch
	 */
	public <P> void executeBatch(List<P> parts, Consumer<P> action, BiConsumer<P, Throwable> refused, Object batch) {
		execute(Task.ofBatch(parts, action, refused, batch), true);
	}

	/**
	 * Run a short task that splits a batch: like any other, unless no slot becomes free
	 * soon.
	 * @param action splits the batch
	 * @param refused as for any other task
	 */
	public void split(Runnable action, Consumer<Throwable> refused) {
		execute(List.of(new Task(action, refused, null, true)), false);
	}

	private void execute(List<Task> tasks, boolean splitNow) {
		boolean start;
		boolean checkLater;
		boolean wanted;
		synchronized (this) {
			wanted = !this.closed;
			if (wanted) {
				this.waiting.add(tasks, splitNow);
			}
			start = mayStart();
			checkLater = start && !this.checks;
			this.checks |= start;
		}
		if (!wanted) {
			tasks.forEach((task) -> task.refuse(stopped()));
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
	 * Refuse the tasks that have not started. Tasks of a batch stay, because a batch is
	 * requeued as a whole or not at all.
	 */
	public void withdraw() {
		refuse(this.waiting::takeSingle);
	}

	/**
	 * Refuse the tasks that have not started, so that other servers can run them. The
	 * tasks of a batch stay if one of them has started.
	 */
	public void handBack() {
		refuse(this.waiting::takeUnstarted);
	}

	/** Refuse all tasks that have not started, and all later tasks. */
	public void close() {
		refuse(() -> {
			this.closed = true;
			return this.waiting.takeAll();
		});
	}

	private void refuse(Supplier<List<Task>> taken) {
		List<Task> refused;
		synchronized (this) {
			refused = taken.get();
		}
		refused.forEach((task) -> task.refuse(stopped()));
	}

	/** Free the slot of the current task, which waits for another function. */
	public void blocked() {
		if (freeAndStart()) {
			startOneMore();
		}
	}

	/**
	 * Free the slot of a task that does not run on the current thread, or that runs on
	 * without a slot. Does not block: another thread starts the next task, because the
	 * executor may run it on the thread that submits it.
	 */
	public void left() {
		if (freeAndStart()) {
			startInBackground();
		}
	}

	private void startInBackground() {
		try {
			this.background.execute(this::startOneMore);
		}
		catch (Throwable ex) {
			stayQueued(ex);
		}
	}

	private synchronized boolean freeAndStart() {
		this.active--;
		return mayStart();
	}

	/** Resume the current task, even if this exceeds the concurrency for a while. */
	public synchronized void unblocked() {
		this.active++;
	}

	/**
	 * Return whether no task is running or waiting for a slot.
	 * @return {@code true} if there are no tasks
	 */
	public synchronized boolean isIdle() {
		return this.active == 0;
	}

	/** Return whether to request a thread, which counts as active. */
	private synchronized boolean mayStart() {
		if (this.starting || this.waiting.isEmpty() || this.active >= this.concurrency) {
			return false;
		}
		this.active++;
		this.starting = true;
		this.starts++;
		return true;
	}

	/**
	 * Start a thread for the waiting tasks. If no thread is available, running threads
	 * take over these tasks.
	 */
	private void startOneMore() {
		try {
			this.executor.execute(this.work);
		}
		catch (Throwable ex) {
			stayQueued(ex);
		}
	}

	private void stayQueued(Throwable cause) {
		if (!(cause instanceof RejectedExecutionException)) {
			Unexpected.log(logger, "No thread for the next request" + this.source + "; it stays queued", cause);
		}
		undoStart();
	}

	/**
	 * Undo a start. If the executor throws but starts the thread nevertheless, the thread
	 * finds its slot gone, or it has already taken the slot and nothing is undone.
	 * @return whether a slot is free again
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
			this.later.accept(this::check);
		}
		catch (Throwable ex) {
			this.checks = false;
			logger.debug("Not checking the threads until the next request. Is the server closed?", ex);
		}
	}

	/** Refuse or split batches that wait for long, and replace a lost thread. */
	private void check() {
		boolean lost;
		Runnable relief;
		synchronized (this) {
			if (this.active == 0 && this.waiting.isEmpty()) {
				this.checks = false;
				this.surplusBatches.reset();
				return;
			}
			lost = this.starts == this.startsChecked && undoStart() && mayStart();
			this.startsChecked = this.starts;
			relief = this.surplusBatches.relief(this.background);
		}
		checkLater();
		relief.run();
		if (lost) {
			logger.warn("A thread for a request" + this.source + " has not started; requesting another"
					+ " one. Is the machine busy, does a task decorator fail, or does the executor have too few threads?");
			startInBackground();
		}
	}

	private void work() {
		Task current = begin();
		while (current != null) {
			current.run();
			current = leave();
		}
	}

	private @Nullable Task begin() {
		Task first;
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

	/** Take the tasks if no thread is left to run them. */
	private synchronized List<Task> notStarted() {
		return (undoStart() && this.active == 0) ? this.waiting.takeAll() : List.of();
	}

	/** Free a slot, or take the next task that runs in it. */
	private synchronized @Nullable Task leave() {
		Task next = (this.active <= this.concurrency) ? this.waiting.poll() : null;
		if (next == null) {
			this.active--;
		}
		return next;
	}

}
