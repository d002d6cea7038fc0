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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one at a time, in the order of submission, on threads of another executor.
 * If permitted, a task that takes longer than 100 ms is overtaken: another thread
 * continues with the tasks after it. While a task is overtaken, others are overtaken
 * sooner. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SerialExecutor implements Executor {

	private static final Log logger = LogFactory.getLog(SerialExecutor.class);

	/** A task is overtaken after one to two intervals. */
	private static final long CHECK_INTERVAL_MILLIS = 50;

	/**
	 * The interval while a task is overtaken, so that many callbacks that do not return
	 * do not add up to a long delay.
	 */
	private static final long SHORT_CHECK_INTERVAL_MILLIS = 5;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final Executor threads;

	private final ScheduledExecutorService timer;

	private final BooleanSupplier overtaking;

	private final AtomicBoolean checking = new AtomicBoolean();

	/** The number of tasks that are being overtaken. */
	private final AtomicInteger overtaken = new AtomicInteger();

	/** Replaced by the thread that overtakes its task. */
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
		// a turn that has ended runs no further task
		while (turn != this.current);
	}

	/**
	 * Return the number of tasks that are being overtaken, each of which has a thread.
	 */
	int overtaken() {
		return this.overtaken.get();
	}

	private void startChecking() {
		if (!this.checking.get() && this.checking.compareAndSet(false, true)) {
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
		long delay = (this.overtaken.get() > 0) ? SHORT_CHECK_INTERVAL_MILLIS : CHECK_INTERVAL_MILLIS;
		this.timer.schedule(this::check, delay, TimeUnit.MILLISECONDS);
	}

	private void check() {
		Turn turn = this.current;
		if (turn.isStuck() && !this.tasks.isEmpty() && this.overtaking.getAsBoolean()) {
			overtake(turn, turn.stepsBefore);
		}
		if (turn.isRunning()) {
			checkLater();
			return;
		}
		this.checking.set(false);
		if (this.current.isRunning()) {
			startChecking();
		}
	}

	/** The turn ends once there is a thread for the next one, never on this thread. */
	private void overtake(Turn turn, long steps) {
		try {
			this.threads.execute(() -> {
				if (turn.end(steps)) {
					Turn next = new Turn();
					this.current = next;
					next.loop.request(() -> true);
				}
			});
		}
		catch (Throwable ex) {
			logger.debug("No thread can overtake a task", ex);
		}
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

		private static final long ENDED = Long.MIN_VALUE;

		private final DrainLoop loop = new DrainLoop("deliveries", this::runAll, SerialExecutor.this.threads);

		/** The number of starts and ends of tasks, odd while one is running. */
		private final AtomicLong steps = new AtomicLong();

		/** The number of steps at the last check. Owned by the timer. */
		private long stepsBefore;

		private boolean runAll(boolean onCallerThread) {
			Runnable task = next();
			while (task != null && runOne(task)) {
				task = next();
			}
			return true;
		}

		private @Nullable Runnable next() {
			return (this.steps.get() != ENDED) ? SerialExecutor.this.tasks.poll() : null;
		}

		/**
		 * Run a task.
		 * @return {@code false} if it was overtaken
		 */
		private boolean runOne(Runnable task) {
			long started = this.steps.incrementAndGet();
			boolean ended;
			try {
				startChecking();
				run(task);
			}
			finally {
				ended = !this.steps.compareAndSet(started, started + 1);
				if (ended) {
					SerialExecutor.this.overtaken.decrementAndGet();
				}
			}
			return !ended;
		}

		/**
		 * End the turn if the same task is still running.
		 * @return {@code true} if the current thread must continue with the next turn
		 */
		private boolean end(long expectedSteps) {
			SerialExecutor.this.overtaken.incrementAndGet();
			boolean ended = this.steps.compareAndSet(expectedSteps, ENDED);
			if (!ended) {
				SerialExecutor.this.overtaken.decrementAndGet();
			}
			return ended;
		}

		private boolean isRunning() {
			return (this.steps.get() & 1) == 1;
		}

		/** Return whether the same task is running as at the last check. */
		private boolean isStuck() {
			long before = this.stepsBefore;
			this.stepsBefore = this.steps.get();
			return isRunning() && this.stepsBefore == before;
		}

	}

}
