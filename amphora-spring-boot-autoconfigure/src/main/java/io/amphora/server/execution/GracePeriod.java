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

import org.jspecify.annotations.Nullable;

/**
 * The time for which a server that stops waits for running functions. Begins with the
 * first stop after a start: if the server is stopped or closed again meanwhile, it does
 * not wait for longer. Thread-safe.
 *
 * @since 0.1.0
 */
public final class GracePeriod {

	private final Duration length;

	/** In nanoseconds, {@code null} until a stop begins. */
	private @Nullable Long end;

	/**
	 * Create a grace period.
	 * @param length how long to wait
	 */
	public GracePeriod(Duration length) {
		this.length = length;
	}

	/**
	 * Return how long to wait.
	 * @return the length
	 */
	public Duration length() {
		return this.length;
	}

	/** Record that the server starts. */
	public synchronized void reset() {
		this.end = null;
	}

	/**
	 * Begin, unless an earlier stop began it.
	 * @return the end, as {@link System#nanoTime()}
	 */
	public synchronized long begin() {
		if (this.end == null) {
			this.end = System.nanoTime() + this.length.toNanos();
		}
		return this.end;
	}

}
