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
import java.util.function.BooleanSupplier;

/**
 * Marks threads while they deliver for a broker connection or send for other threads.
 * Blocking such a thread also blocks the operation that it waits for.
 *
 * @since 0.1.0
 */
public final class BrokerThread {

	private static final ThreadFlag MARK = new ThreadFlag();

	private static final ThreadFlag CALLBACKS = new ThreadFlag();

	private BrokerThread() {
	}

	/**
	 * Return whether the current thread is delivering or sending for a broker connection.
	 * @return {@code true} if it must not block
	 */
	public static boolean isCurrent() {
		return MARK.isSet();
	}

	/**
	 * Mark the current thread while an action runs.
	 * @param action delivers or sends
	 */
	public static void run(Runnable action) {
		MARK.run(action);
	}

	/**
	 * Return whether the current thread may run foreign code when a call completes: it
	 * must neither read from a connection nor send for other threads.
	 */
	static boolean mayCallBack() {
		return !isCurrent() || CALLBACKS.isSet();
	}

	/**
	 * Mark the current thread while it delivers. Foreign code may delay it, because this
	 * affects only its own deliveries.
	 * @param action delivers
	 */
	public static void runCallbacks(Runnable action) {
		MARK.run(() -> CALLBACKS.run(action));
	}

	/**
	 * Mark the current thread while an action runs.
	 * @param action delivers or sends
	 * @return the result of the action
	 */
	public static boolean test(BooleanSupplier action) {
		return MARK.test(action);
	}

	/**
	 * Run a task that may block.
	 * @param task the task
	 * @param other runs the task if the current thread must not block
	 */
	public static void runBlocking(Runnable task, Executor other) {
		if (isCurrent()) {
			other.execute(task);
		}
		else {
			task.run();
		}
	}

	/**
	 * Marks threads while they run an action. The flag stays with its thread, because
	 * adding and removing it for every message costs more. Thread-safe.
	 */
	public static final class ThreadFlag {

		private final ThreadLocal<boolean[]> flag = ThreadLocal.withInitial(() -> new boolean[1]);

		/**
		 * Return whether the current thread is marked.
		 * @return {@code true} while it runs an action
		 */
		public boolean isSet() {
			return this.flag.get()[0];
		}

		/**
		 * Mark the current thread while the action runs, unless it is already marked.
		 * @param action the action
		 */
		public void run(Runnable action) {
			boolean[] current = this.flag.get();
			boolean before = current[0];
			current[0] = true;
			try {
				action.run();
			}
			finally {
				current[0] = before;
			}
		}

		/** Like {@link #run}, for an action with a result. */
		boolean test(BooleanSupplier action) {
			boolean[] current = this.flag.get();
			boolean before = current[0];
			current[0] = true;
			try {
				return action.getAsBoolean();
			}
			finally {
				current[0] = before;
			}
		}

	}

}
