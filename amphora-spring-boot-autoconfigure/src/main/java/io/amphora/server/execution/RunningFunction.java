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
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.amphora.transport.thread.Patience;
import org.jspecify.annotations.Nullable;

/**
 * A function that runs, as seen by the server that may have to cancel its call.
 * Thread-safe. The monitor guards {@link #thread} and {@link #interrupted}, so that only
 * the thread of this function is interrupted, and only while it runs the function.
 *
 * @since 0.1.0
 */
public final class RunningFunction {

	/** Time after the cancellation within which a function should end. */
	private static final Duration REACTION_TIME = Duration.ofSeconds(1);

	private final Cancellation cancellation;

	private final boolean interruptible;

	/** {@code null} if the run time is not limited. */
	private final @Nullable Duration maxRunTime;

	private final long startedAt = System.nanoTime();

	/** The thread that runs the function, until the function returns. */
	private @Nullable Thread thread = Thread.currentThread();

	private boolean interrupted;

	private final AtomicBoolean cancelling = new AtomicBoolean();

	/** Written by the thread that starts to cancel the call. */
	private volatile long cancellingSince;

	private final AtomicBoolean reported = new AtomicBoolean();

	/**
	 * Record that the current thread is about to run a function.
	 * @param cancellation the cancellation of its call
	 * @param interruptible whether to interrupt the thread when the call is cancelled
	 * @param maxRunTime the maximum run time, or {@code null} if it is not limited
	 */
	public RunningFunction(Cancellation cancellation, boolean interruptible, @Nullable Duration maxRunTime) {
		this.cancellation = cancellation;
		this.interruptible = interruptible;
		this.maxRunTime = (maxRunTime != null) ? Patience.bounded(maxRunTime) : null;
	}

	/**
	 * Return the maximum run time.
	 * @return the maximum, or {@code null} if the run time is not limited
	 */
	public @Nullable Duration maxRunTime() {
		return this.maxRunTime;
	}

	/**
	 * Return whether the function has exceeded its maximum run time.
	 * @return {@code false} also if there is no maximum
	 */
	public boolean ranTooLong() {
		return this.maxRunTime != null && System.nanoTime() - this.startedAt >= this.maxRunTime.toNanos();
	}

	/**
	 * Return whether the call has to be {@linkplain #cancel() cancelled}.
	 * @return {@code true} when called for the first time
	 */
	public boolean startCancelling() {
		boolean first = this.cancelling.compareAndSet(false, true);
		if (first) {
			this.cancellingSince = System.nanoTime();
		}
		return first;
	}

	/**
	 * Cancel the call: interrupt the thread, if the function permits it, and run the
	 * actions of the application.
	 */
	public void cancel() {
		List<Runnable> actions = this.cancellation.cancel();
		if (actions != null) {
			interrupt();
			Cancellation.run(actions);
		}
	}

	private synchronized void interrupt() {
		if (this.interruptible && this.thread != null) {
			this.interrupted = true;
			this.thread.interrupt();
		}
	}

	/**
	 * Return whether an exception shows that the function has ended because its call was
	 * cancelled.
	 * @param failure the exception of the function
	 * @return {@code true} for interrupts and cancellations after the call was cancelled
	 */
	public boolean endedByCancellation(Throwable failure) {
		return this.cancellation.isCancelled() && (failure instanceof CancellationException
				|| failure instanceof InterruptedException || failure.getCause() instanceof InterruptedException);
	}

	/** Record on the thread of the function that it has returned, or has thrown. */
	public synchronized void returned() {
		this.thread = null;
		if (this.interrupted) {
			Thread.interrupted();
		}
	}

	/** Record that the outcome of the function is known. */
	public void ended() {
		this.cancellation.end();
	}

	/**
	 * Return the stack of a function that still occupies its thread one second after its
	 * call was cancelled.
	 * @return the stack when called for the first time, {@code null} otherwise or if the
	 * function has returned
	 */
	public StackTraceElement @Nullable [] stackToReport() {
		Thread running;
		synchronized (this) {
			running = this.thread;
		}
		boolean late = System.nanoTime() - this.cancellingSince >= REACTION_TIME.toNanos();
		return (running != null && late && this.cancellation.isCancelled() && this.reported.compareAndSet(false, true))
				? running.getStackTrace() : null;
	}

}
