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

package io.amphora;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Binds a {@link CallContext} to the threads that work on the call. Servers open a scope
 * around a function; clients use the current scope to detect that they are called by a
 * function. Thread-safe: each thread has its own current scope.
 *
 * @since 0.1.0
 */
public abstract class CallScope {

	private static final ThreadLocal<@Nullable CallScope> CURRENT = new ThreadLocal<>();

	/**
	 * Return the scope of the current thread.
	 * @return the scope, or {@code null} if the thread does not run a function
	 */
	public static @Nullable CallScope current() {
		return CURRENT.get();
	}

	/**
	 * Limit the timeout of a call to the remaining time of the caller of the function
	 * that makes it.
	 * @param timeout the timeout of the call
	 * @return the timeout, or the remaining time of the caller if it is shorter
	 */
	public static Duration limit(Duration timeout) {
		CallContext context = currentContext();
		Duration remaining = (context != null) ? context.remaining() : null;
		return (remaining != null && remaining.compareTo(timeout) < 0) ? remaining : timeout;
	}

	static @Nullable CallContext currentContext() {
		CallScope scope = CURRENT.get();
		return (scope != null) ? scope.context() : null;
	}

	/** Wrap a task to run within the current scope on another thread. */
	static Runnable carry(Runnable task) {
		CallScope scope = CURRENT.get();
		if (scope == null) {
			return task;
		}
		CallScope carried = scope.carried();
		return () -> carried.run(task);
	}

	/**
	 * Bind a scope that was current on another thread to the current thread, until
	 * {@link #restore(CallScope)}.
	 * @param scope the scope
	 */
	public static void propagate(CallScope scope) {
		CURRENT.set((scope != CURRENT.get()) ? scope.carried() : scope);
	}

	/**
	 * Bind the scope that was current before {@link #propagate(CallScope)}.
	 * @param before the scope, or {@code null} if there was none
	 */
	public static void restore(@Nullable CallScope before) {
		leave(before);
	}

	private CallScope carried() {
		return (this instanceof CarriedScope) ? this : new CarriedScope(this);
	}

	/**
	 * Return the context of the call.
	 * @return the context
	 */
	public abstract CallContext context();

	/**
	 * Called when the function of this scope has called another function. Each invocation
	 * is followed by one of {@link #callEnded()}, on any thread.
	 */
	public abstract void callStarted();

	/**
	 * Called when the call announced by {@link #callStarted()} has ended.
	 */
	public abstract void callEnded();

	/**
	 * Add a call of the function, which ends with the function if the function is
	 * cancelled by its caller or exceeds its maximum run time.
	 * @param cancel cancels the call; runs at once if the function was cancelled before
	 */
	public void addCall(Runnable cancel) {
	}

	/**
	 * Remove a call that has ended.
	 * @param cancel the action passed to {@link #addCall(Runnable)}
	 */
	public void removeCall(Runnable cancel) {
	}

	/**
	 * Called when a function starts to wait on this thread for the reply to a call.
	 * Meanwhile, the server may let other functions use the thread's share of its
	 * concurrency. Each invocation is followed by one of {@link #unblocked()}, on the
	 * same thread.
	 */
	public abstract void blocked();

	/**
	 * Called when the wait announced by {@link #blocked()} has ended.
	 */
	public abstract void unblocked();

	/**
	 * Run an action within this scope.
	 * @param <T> the type of the result
	 * @param action the action
	 * @return the result of the action
	 * @throws Exception if the action fails
	 */
	public <T> T run(Callable<T> action) throws Exception {
		CallScope before = enter();
		try {
			return action.call();
		}
		finally {
			leave(before);
		}
	}

	private void run(Runnable task) {
		CallScope before = enter();
		try {
			task.run();
		}
		finally {
			leave(before);
		}
	}

	private @Nullable CallScope enter() {
		CallScope before = CURRENT.get();
		CURRENT.set(this);
		return before;
	}

	/**
	 * Sets null instead of removing the value, as the thread soon runs the next function.
	 */
	private static void leave(@Nullable CallScope before) {
		CURRENT.set(before);
	}

	/**
	 * Scope on a thread that is not the server's own. Such a thread has no share of the
	 * server's concurrency to lend.
	 */
	private static final class CarriedScope extends CallScope {

		private final CallScope origin;

		CarriedScope(CallScope origin) {
			this.origin = origin;
		}

		@Override
		public CallContext context() {
			return this.origin.context();
		}

		@Override
		public void callStarted() {
			this.origin.callStarted();
		}

		@Override
		public void callEnded() {
			this.origin.callEnded();
		}

		@Override
		public void addCall(Runnable cancel) {
			this.origin.addCall(cancel);
		}

		@Override
		public void removeCall(Runnable cancel) {
			this.origin.removeCall(cancel);
		}

		@Override
		public void blocked() {
		}

		@Override
		public void unblocked() {
		}

	}

}
