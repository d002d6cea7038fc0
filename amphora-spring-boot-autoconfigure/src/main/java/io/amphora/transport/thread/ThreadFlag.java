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

import java.util.function.BooleanSupplier;

/**
 * Marks threads while they run an action. The flag stays with its thread, because adding
 * and removing it for every message costs more. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ThreadFlag {

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
