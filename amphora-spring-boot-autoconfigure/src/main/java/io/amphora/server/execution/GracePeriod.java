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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The time for which a server that stops waits for running functions. Begins with the
 * first stop after a start: if the server is stopped or closed again meanwhile, it does
 * not wait for longer. Thread-safe.
 *
 * @since 0.1.0
 */
public final class GracePeriod {

	private static final Log logger = LogFactory.getLog(GracePeriod.class);

	private static final Duration INTERVAL = Duration.ofMillis(20);

	private final String service;

	private final Duration length;

	/** In nanoseconds, {@code null} until a stop begins. */
	private @Nullable Long end;

	/**
	 * Create a grace period.
	 * @param service the service, for logs
	 * @param length how long to wait
	 */
	public GracePeriod(String service, Duration length) {
		this.service = service;
		this.length = length;
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

	/**
	 * Wait for the requests that were delivered.
	 * @param settled completes when all of them are settled
	 * @param end the end of the period, or {@code null} not to wait
	 * @param enough returns whether to wait no longer, although requests are not settled;
	 * called repeatedly
	 * @return whether the requests are settled, or it was enough to wait until now
	 */
	public static boolean await(CompletableFuture<?> settled, @Nullable Long end, BooleanSupplier enough) {
		boolean finished = settled.isDone();
		while (!finished && end != null && end - System.nanoTime() > 0) {
			finished = settled.handle((value, failure) -> true)
				.completeOnTimeout(false, INTERVAL.toMillis(), TimeUnit.MILLISECONDS)
				.join() || enough.getAsBoolean();
		}
		return finished;
	}

	/**
	 * Warn that functions are still running after the period.
	 * @param running their number; if it is zero, there is no warning
	 */
	public void warnOfRunning(int running) {
		if (running > 0) {
			logger.warn(("Functions of service '%s' are still running after the grace period of %d ms. Their requests"
					+ " are requeued, unless they were acknowledged on receipt")
				.formatted(this.service, this.length.toMillis()));
		}
	}

}
