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

package io.amphora.transport;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tracks whether a publisher sends, and whether its sender has seen a pause: a sender
 * that has not may be about to send one more message. Thread-safe; {@link #seen(int)} is
 * called by one thread at a time.
 */
final class PauseState {

	private final AtomicInteger starts = new AtomicInteger();

	private final AtomicInteger pauses = new AtomicInteger();

	private volatile boolean started;

	private volatile int pausesSeen;

	void start() {
		this.starts.incrementAndGet();
		this.started = true;
	}

	/** The sender sees the pause in its next run. */
	void pause() {
		this.started = false;
		this.pauses.incrementAndGet();
	}

	boolean started() {
		return this.started;
	}

	int starts() {
		return this.starts.get();
	}

	/** Return the number of pauses that a run of the sender sees if it begins now. */
	int pauses() {
		return this.pauses.get();
	}

	/**
	 * Record the end of a run of the sender.
	 * @param before the number of pauses when the run began
	 * @return whether there were more than in the previous run
	 */
	boolean seen(int before) {
		boolean more = this.pausesSeen != before;
		this.pausesSeen = before;
		return more;
	}

	/**
	 * Return whether the sender has seen the last pause, or the publisher was started
	 * since.
	 */
	boolean isOver() {
		return this.started || this.pausesSeen == this.pauses.get();
	}

}
