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
import java.util.function.LongSupplier;

import io.amphora.transport.thread.Durations;
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

	/** {@code null} if the run time is not limited. */
	private final @Nullable Duration maxRunTime;

	private final LongSupplier clock;

	private final long startedAt;

	/** The thread that runs the function, until the function returns. */
	private @Nullable Thread thread = Thread.currentThread();

	/** Whether the function has returned a coroutine that has not ended. */
	private boolean open;

	private boolean cancelling;

	private long cancellingSince;

	private boolean timeIsOver;

	private boolean reported;

	/**
	 * Record that the current thread is about to run a function.
	 * @param maxRunTime the maximum run time, or {@code null} if it is not limited
	 */
	public RunningFunction(@Nullable Duration maxRunTime) {
		this(maxRunTime, System::nanoTime);
	}

	/**
	 * Record that the current thread is about to run a function.
	 * @param maxRunTime the maximum run time, or {@code null} if it is not limited
	 * @param clock supplies the time in nanoseconds
	 */
	public RunningFunction(@Nullable Duration maxRunTime, LongSupplier clock) {
		this.maxRunTime = (maxRunTime != null) ? Durations.bounded(maxRunTime) : null;
		this.clock = clock;
		this.startedAt = clock.getAsLong();
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
		return this.maxRunTime != null && this.clock.getAsLong() - this.startedAt >= this.maxRunTime.toNanos();
	}

	/**
	 * Return whether the call has to be {@linkplain Cancellation#cancel() cancelled}.
	 * @return {@code true} when called for the first time
	 */
	public synchronized boolean startCancelling() {
		boolean first = !this.cancelling;
		this.cancelling = true;
		if (first) {
			this.cancellingSince = this.clock.getAsLong();
		}
		return first;
	}

	/**
	 * Decide at a periodic check whether the function {@linkplain #hadTimeToReact() had
	 * time to react}. Otherwise, its time could end between the parts of the check.
	 */
	public synchronized void checkTime() {
		this.timeIsOver = this.cancelling && this.clock.getAsLong() - this.cancellingSince >= REACTION_TIME.toNanos();
	}

	/**
	 * Return whether the function had a second to end since its call was cancelled.
	 * @return {@code true} if this was so at the last check
	 */
	public synchronized boolean hadTimeToReact() {
		return this.timeIsOver;
	}

	/** Record that the call could not be cancelled, so that this is tried again. */
	public synchronized void cancelAgain() {
		this.cancelling = false;
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
	 * Return whether the function {@linkplain #hadTimeToReact() had time to react}, and
	 * still runs on its thread or as a coroutine.
	 * @return {@code true} if the function does not react
	 */
	public synchronized boolean isLate() {
		return (this.thread != null || this.open) && hadTimeToReact();
	}

	/**
	 * Return the stack of a function that {@linkplain #isLate() does not react}. Called
	 * by one thread at a time.
	 * @return the stack when called for the first time, which is empty for a coroutine;
	 * {@code null} otherwise or if the function has ended
	 */
	public StackTraceElement @Nullable [] stackToReport() {
		Thread running;
		synchronized (this) {
			if (this.reported || !isLate()) {
				return null;
			}
			running = this.thread;
		}
		StackTraceElement[] stack = (running != null) ? running.getStackTrace() : new StackTraceElement[0];
		synchronized (this) {
			// the stack of a thread that has returned may be that of the next function
			this.reported = this.thread == running;
			return this.reported ? stack : null;
		}
	}

}
