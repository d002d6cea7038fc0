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

import io.amphora.transport.thread.Patience;
import org.jspecify.annotations.Nullable;

/**
 * A function that runs, as seen by the server that may have to cancel its call.
 * Thread-safe. The monitor guards the fields that change.
 *
 * @since 0.1.0
 */
public final class RunningFunction {

	/** Time after the cancellation within which a function should end. */
	private static final Duration REACTION_TIME = Duration.ofSeconds(1);

	private final Cancellation cancellation;

	/** {@code null} if the run time is not limited. */
	private final @Nullable Duration maxRunTime;

	private final long startedAt = System.nanoTime();

	/** The thread that runs the function, until the function returns. */
	private @Nullable Thread thread = Thread.currentThread();

	/** Whether the function has returned a coroutine that has not ended. */
	private boolean open;

	private boolean cancelling;

	private long cancellingSince;

	/** Number of periodic checks that found that the call has to be cancelled. */
	private int checks;

	private boolean reported;

	/**
	 * Record that the current thread is about to run a function.
	 * @param cancellation the cancellation of its call
	 * @param maxRunTime the maximum run time, or {@code null} if it is not limited
	 */
	public RunningFunction(Cancellation cancellation, @Nullable Duration maxRunTime) {
		this.cancellation = cancellation;
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
	 * Return whether the call has to be {@linkplain Cancellation#cancel() cancelled}.
	 * @return {@code true} when called for the first time
	 */
	public synchronized boolean startCancelling() {
		boolean first = !this.cancelling;
		this.cancelling = true;
		if (first) {
			this.cancellingSince = System.nanoTime();
		}
		return first;
	}

	/**
	 * Record that a periodic check found that the call has to be cancelled.
	 * @return like {@link #startCancelling()}
	 */
	public synchronized boolean startCancellingAtCheck() {
		this.checks = Math.min(this.checks + 1, 2);
		return startCancelling();
	}

	/**
	 * Return whether the call was cancelled before the last check, so that the function
	 * had the time between two checks to react.
	 * @return {@code true} after at least two checks
	 */
	public synchronized boolean hadTimeToReact() {
		return this.checks > 1;
	}

	/** Record that the call could not be cancelled, so that this is tried again. */
	public synchronized void cancelAgain() {
		this.cancelling = false;
		this.checks = 0;
	}

	/** Record on the thread of the function that it has returned, or has thrown. */
	public synchronized void returned() {
		this.thread = null;
	}

	/** Record that the function has returned, but continues without its thread. */
	public synchronized void opened() {
		this.open = true;
	}

	/**
	 * Return whether the function still runs one second after its call was cancelled, on
	 * its thread or as a coroutine.
	 * @return {@code true} if the function does not react
	 */
	public synchronized boolean isLate() {
		return (this.thread != null || this.open) && this.cancellation.isCancelled()
				&& System.nanoTime() - this.cancellingSince >= REACTION_TIME.toNanos();
	}

	/**
	 * Return the stack of a function that {@linkplain #isLate() does not react}.
	 * @return the stack when called for the first time, which is empty for a coroutine;
	 * {@code null} otherwise or if the function has ended
	 */
	public StackTraceElement @Nullable [] stackToReport() {
		Thread running;
		synchronized (this) {
			if (this.reported || !isLate()) {
				return null;
			}
			this.reported = true;
			running = this.thread;
		}
		return (running != null) ? running.getStackTrace() : new StackTraceElement[0];
	}

}
