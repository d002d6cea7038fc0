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

package io.amphora.transport.thread;

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
 * counted, and the work is repeated until there are none. Each run sees the writes of the
 * previous run. Thread-safe; requesting does not block.
 * <p>
 * The lock is released even if the work fails. Work that fails is run once more, by the
 * executor. If the executor does not start the work, the requesting thread runs it.
 *
 * @since 0.1.0
 */
public final class DrainLoop {

	private static final Log logger = LogFactory.getLog(DrainLoop.class);

	private final String name;

	private final Work work;

	private final Executor executor;

	/** Greater than 0 while the work runs or is requested. */
	private final AtomicInteger requests = new AtomicInteger();

	/**
	 * Whether the executor was asked for a thread that has not started yet. An executor
	 * may throw and start the work nevertheless: the first thread that resets this flag
	 * continues.
	 */
	private final AtomicBoolean starting = new AtomicBoolean();

	/** Whether the last start failed. Only the first of successive failures is logged. */
	private volatile boolean unableToStart;

	private final Runnable started = this::started;

	/**
	 * Create a loop.
	 * @param name the name of the work in logs
	 * @param work the work
	 * @param executor runs the work
	 */
	public DrainLoop(String name, Work work, Executor executor) {
		this.name = name;
		this.work = work;
		this.executor = executor;
	}

	/**
	 * Request a run of the work that starts after this call. The executor runs it unless
	 * a thread is already running the work.
	 */
	public void request() {
		request(() -> false);
	}

	/**
	 * Request a run of the work that starts after this call.
	 * @param here called if the work is not running: returns whether the current thread
	 * may run it
	 */
	public void request(BooleanSupplier here) {
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
	 * Run the work on the current thread, twice at most. If that fails, the next request
	 * runs it.
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
	 * Run the work until all requests are served.
	 * @return {@code false} if the executor must continue
	 */
	private boolean drain(boolean onCallerThread) {
		int failures = 0;
		int seen;
		do {
			seen = this.requests.get();
			try {
				if (!this.work.run(onCallerThread)) {
					return false;
				}
				failures = 0;
			}
			catch (Throwable ex) {
				Unexpected.log(logger, "Failure in '" + this.name + "'", ex);
				if (onCallerThread) {
					return false;
				}
				failures++;
			}
		}
		while (failures == 1 || !this.requests.compareAndSet(seen, 0));
		return true;
	}

	/**
	 * The work that a loop runs.
	 */
	@FunctionalInterface
	public interface Work {

		/**
		 * Do all pending work.
		 * @param onCallerThread whether the current thread has requested a run and should
		 * return soon
		 * @return {@code false} if the executor must continue, after other tasks
		 */
		boolean run(boolean onCallerThread);

	}

}
