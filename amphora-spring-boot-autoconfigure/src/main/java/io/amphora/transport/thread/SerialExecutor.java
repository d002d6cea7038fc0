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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one at a time, in the order of submission, on threads of another executor.
 * If permitted, a task that takes longer than 100 ms is overtaken: another thread
 * continues with the tasks after it. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SerialExecutor implements Executor {

	private static final Log logger = LogFactory.getLog(SerialExecutor.class);

	/** A task is overtaken after one to two intervals. */
	private static final long CHECK_INTERVAL_MILLIS = 50;

	/** Each task that is overtaken occupies a thread. */
	private static final int MAX_OVERTAKEN = 64;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final Executor threads;

	private final ScheduledExecutorService timer;

	private final BooleanSupplier overtaking;

	private final AtomicBoolean checking = new AtomicBoolean();

	/** The number of tasks that are being overtaken. */
	private final AtomicInteger overtaken = new AtomicInteger();

	/** Replaced when its task is overtaken. */
	private volatile Turn current;

	/**
	 * Create an executor.
	 * @param threads runs the tasks
	 * @param timer checks how long a task takes
	 * @param overtaking returns whether tasks may overtake another one
	 */
	public SerialExecutor(Executor threads, ScheduledExecutorService timer, BooleanSupplier overtaking) {
		this.threads = threads;
		this.timer = timer;
		this.overtaking = overtaking;
		this.current = new Turn();
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		Turn turn;
		do {
			turn = this.current;
			turn.loop.request();
		}
		// a turn that has been replaced may have missed the task
		while (turn != this.current);
	}

	private void startChecking() {
		if (this.checking.compareAndSet(false, true)) {
			try {
				checkLater();
			}
			catch (Throwable ex) {
				// tasks run without checks
				this.checking.set(false);
			}
		}
	}

	private void checkLater() {
		this.timer.schedule(this::check, CHECK_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void check() {
		Turn turn = this.current;
		if (turn.isStuck() && !this.tasks.isEmpty() && this.overtaken.get() < MAX_OVERTAKEN
				&& this.overtaking.getAsBoolean()) {
			overtake();
			turn = this.current;
		}
		if (turn.isRunning()) {
			checkLater();
			return;
		}
		this.checking.set(false);
		if (turn.isRunning()) {
			startChecking();
		}
	}

	private void overtake() {
		this.overtaken.incrementAndGet();
		Turn next = new Turn();
		this.current = next;
		next.loop.request();
	}

	/** Neither a failure nor an interrupt of one task affects the next one. */
	private static void run(Runnable task) {
		try {
			BrokerThread.runCallbacks(task);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A delivery could not be handled", ex);
		}
		finally {
			Thread.interrupted();
		}
	}

	/**
	 * A period in which tasks run one at a time. It ends when one of them is overtaken.
	 */
	private final class Turn {

		private final DrainLoop loop = new DrainLoop("deliveries", this::runAll, SerialExecutor.this.threads);

		/** The number of starts and ends of tasks. Written by one thread at a time. */
		private volatile int steps;

		/** The number of steps at the last check. Owned by the timer. */
		private int stepsBefore;

		/** Whether the end of the turn was counted. Owned by the loop. */
		private boolean left;

		private boolean runAll(boolean onCallerThread) {
			Runnable task = poll();
			while (task != null) {
				runOne(task);
				task = poll();
			}
			if (!isCurrent() && !this.left) {
				this.left = true;
				SerialExecutor.this.overtaken.decrementAndGet();
			}
			return true;
		}

		private boolean isCurrent() {
			return SerialExecutor.this.current == this;
		}

		private @Nullable Runnable poll() {
			return isCurrent() ? SerialExecutor.this.tasks.poll() : null;
		}

		@SuppressWarnings("NonAtomicOperationOnVolatileField")
		private void runOne(Runnable task) {
			this.steps++;
			startChecking();
			try {
				run(task);
			}
			finally {
				this.steps++;
			}
		}

		boolean isRunning() {
			return (this.steps & 1) == 1;
		}

		/** Return whether the same task is running as at the last check. */
		boolean isStuck() {
			int before = this.stepsBefore;
			this.stepsBefore = this.steps;
			return isRunning() && this.stepsBefore == before;
		}

	}

}
