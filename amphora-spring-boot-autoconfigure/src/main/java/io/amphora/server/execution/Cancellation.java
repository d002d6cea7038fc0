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

import java.util.ArrayList;
import java.util.List;

import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call is cancelled, and what to do then. Thread-safe. The monitor guards the
 * fields; actions run outside of it.
 *
 * @since 0.1.0
 */
public final class Cancellation {

	private static final Log logger = LogFactory.getLog(Cancellation.class);

	/** {@code null} if there are no actions. */
	private @Nullable List<Runnable> actions;

	private volatile boolean cancelled;

	private boolean ended;

	/**
	 * Return whether the call is cancelled.
	 * @return {@code true} after {@link #cancel()}
	 */
	public boolean isCancelled() {
		return this.cancelled;
	}

	/**
	 * Add an action, or run it if the call is cancelled.
	 * @param action the action
	 */
	public void onCancel(Runnable action) {
		synchronized (this) {
			if (!this.cancelled) {
				if (!this.ended) {
					this.actions = (this.actions != null) ? this.actions : new ArrayList<>();
					this.actions.add(action);
				}
				return;
			}
		}
		action.run();
	}

	/**
	 * Cancel the call, unless it has ended.
	 * @return the actions to {@linkplain #run(List) run}, or {@code null} if the call has
	 * ended or is already cancelled
	 */
	public synchronized @Nullable List<Runnable> cancel() {
		if (this.cancelled || this.ended) {
			return null;
		}
		this.cancelled = true;
		List<Runnable> due = (this.actions != null) ? this.actions : List.of();
		this.actions = null;
		return due;
	}

	/** End the call: its actions no longer run. */
	public synchronized void end() {
		this.ended = true;
		this.actions = null;
	}

	/**
	 * Run actions. One that fails does not prevent the next one.
	 * @param actions the actions
	 */
	public static void run(List<Runnable> actions) {
		for (Runnable action : actions) {
			try {
				action.run();
			}
			catch (Throwable ex) {
				Unexpected.log(logger, "An action of a cancelled call failed", ex);
			}
		}
	}

}
