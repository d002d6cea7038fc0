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

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;

import io.amphora.CallCancelledException;
import io.amphora.transport.thread.Causes;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Whether a call is cancelled, and what to do then. Thread-safe. The monitor guards the
 * state and the actions, which run outside of it. A lock of its own guards the thread, so
 * that only the thread of this call is interrupted, and only while it runs the function:
 * an interrupt may block if the thread uses a channel.
 *
 * @since 0.1.0
 */
public final class Cancellation {

	private static final Log logger = LogFactory.getLog(Cancellation.class);

	private final boolean cancellable;

	private final Object threadLock = new Object();

	/** The thread to interrupt, while it runs an interruptible function. */
	private @Nullable Thread thread;

	private boolean interrupted;

	/** {@code null} if there are no actions. */
	private @Nullable List<Runnable> actions;

	/** {@code null} if the function has made no calls. */
	private @Nullable Runnable callAction;

	/** {@code null} unless the function has returned a future. */
	private volatile @Nullable Future<?> future;

	private volatile boolean cancelled;

	private volatile boolean ended;

	private volatile boolean cancelledByCaller;

	/** Create a state of a call that its caller can cancel. */
	public Cancellation() {
		this(true);
	}

	/**
	 * Create a state.
	 * @param cancellable whether the caller can cancel the call
	 */
	public Cancellation(boolean cancellable) {
		this.cancellable = cancellable;
	}

	/**
	 * Record that the caller has cancelled the call, so that {@link #cancel()} is due.
	 * @return {@code false} if the caller cannot cancel it, or if it has ended or was
	 * cancelled for another reason
	 */
	public synchronized boolean cancelledByCaller() {
		if (this.cancellable && !this.cancelled && !this.ended) {
			this.cancelledByCaller = true;
		}
		return this.cancelledByCaller;
	}

	/**
	 * Return whether the caller has cancelled the call.
	 * @return {@code true} after a successful {@link #cancelledByCaller()}
	 */
	public boolean isCancelledByCaller() {
		return this.cancelledByCaller;
	}

	/**
	 * Return whether the call is cancelled.
	 * @return {@code true} after {@link #cancel()}
	 */
	public boolean isCancelled() {
		return this.cancelled;
	}

	/**
	 * Return whether the call has ended.
	 * @return {@code true} after {@link #end()}
	 */
	public boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Add an action, or run it if the call is cancelled. Does nothing if the call has
	 * ended.
	 * @param action the action
	 */
	public void onCancel(Runnable action) {
		Assert.notNull(action, "'action' must not be null");
		if (isDue(action)) {
			action.run();
		}
	}

	private synchronized boolean isDue(Runnable action) {
		if (!this.cancelled && !this.ended) {
			this.actions = (this.actions != null) ? this.actions : new ArrayList<>();
			this.actions.add(action);
		}
		return this.cancelled && !this.ended;
	}

	/**
	 * Set the action that cancels the calls of the function. It runs before the other
	 * actions, with which the function may end, or at once if the call is cancelled.
	 * @param action the action
	 */
	public void cancelCalls(Runnable action) {
		boolean due;
		synchronized (this) {
			this.callAction = action;
			due = this.cancelled;
		}
		if (due) {
			action.run();
		}
	}

	/**
	 * Cancel the future that the function has returned when the call is cancelled.
	 * @param own the future, which may not be done at once when it is cancelled
	 */
	public void cancelFuture(Future<?> own) {
		this.future = own;
		onCancel(() -> own.cancel(true));
	}

	/**
	 * Cancel the future that interceptors have returned when the call is cancelled,
	 * except if that of the function is not done: the call then ends with it.
	 * @param outer the future, which may be that of the function
	 */
	public void cancelInterceptedFuture(Future<?> outer) {
		if (outer != this.future && !outer.isDone()) {
			onCancel(() -> {
				Future<?> own = this.future;
				if (own == null || own.isDone()) {
					outer.cancel(true);
				}
			});
		}
	}

	/**
	 * Record that the current thread starts to run a function that is interruptible. The
	 * thread is interrupted now if the call was cancelled before.
	 */
	public void beginInterruptible() {
		synchronized (this.threadLock) {
			this.thread = Thread.currentThread();
			if (this.cancelled) {
				interrupt();
			}
		}
	}

	/**
	 * Record that the function has returned or thrown. The current thread is no longer
	 * interrupted.
	 */
	public void endInterruptible() {
		synchronized (this.threadLock) {
			this.thread = null;
			if (this.interrupted) {
				Thread.interrupted();
			}
		}
	}

	/**
	 * Run an action on the thread of the function that is not part of the function, such
	 * as another request. If the call is cancelled meanwhile, the thread is interrupted
	 * afterwards.
	 * @param action the action
	 */
	public void runUninterrupted(Runnable action) {
		boolean paused;
		boolean pending;
		synchronized (this.threadLock) {
			paused = this.thread == Thread.currentThread();
			pending = paused && this.interrupted && Thread.interrupted();
			this.thread = paused ? null : this.thread;
		}
		try {
			action.run();
		}
		finally {
			if (paused) {
				resumeInterruptible(pending);
			}
		}
	}

	private void resumeInterruptible(boolean pending) {
		synchronized (this.threadLock) {
			beginInterruptible();
			if (pending) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Cancel the call, unless it has ended or is cancelled: interrupt its thread, and run
	 * its actions. An action that fails does not prevent the next one.
	 */
	public void cancel() {
		List<Runnable> due = begin();
		if (due != null) {
			Runnable first = callAction();
			if (first != null) {
				run(first);
			}
			interrupt();
			due.forEach((action) -> {
				if (!this.ended) {
					run(action);
				}
			});
		}
	}

	private synchronized @Nullable Runnable callAction() {
		return this.callAction;
	}

	private synchronized @Nullable List<Runnable> begin() {
		if (this.cancelled || this.ended) {
			return null;
		}
		this.cancelled = true;
		List<Runnable> due = (this.actions != null) ? this.actions : List.of();
		this.actions = null;
		return due;
	}

	private void interrupt() {
		synchronized (this.threadLock) {
			if (this.thread != null && !this.interrupted) {
				this.interrupted = true;
				this.thread.interrupt();
			}
		}
	}

	private static void run(Runnable action) {
		try {
			action.run();
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "An action of a cancelled call failed", ex);
		}
	}

	/** End the call: its actions no longer start. */
	public synchronized void end() {
		this.ended = true;
		this.actions = null;
	}

	/**
	 * Return whether an exception is caused by an interrupt or a cancellation.
	 * @param failure the exception, whose methods may throw
	 * @return {@code true} for such exceptions, also if others wrap them
	 */
	public static boolean isCausedByCancellation(Throwable failure) {
		return Causes.anyMatch(failure,
				(cause) -> cause instanceof CancellationException || cause instanceof CallCancelledException
						|| cause instanceof InterruptedException || cause instanceof InterruptedIOException
						|| cause instanceof ClosedByInterruptException);
	}

}
