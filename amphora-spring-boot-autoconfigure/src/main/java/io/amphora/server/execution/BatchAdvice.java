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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many calls of a function a client should send in one message. The shorter the
 * function, the more calls: their work is small compared to the cost of a message, and
 * few other servers could share it. Thread-safe.
 *
 * @since 0.1.0
 */
public final class BatchAdvice {

	/** The advice for replies that say nothing about a function. */
	public static final int NONE = 0;

	/** The advice for functions that take so long that batches do not pay. */
	public static final int UNBATCHED = 1;

	/**
	 * The possible sizes. There are few, because replies with different ones are not sent
	 * together.
	 */
	private static final int[] SIZES = { 1_000, 100, 20, 4 };

	/** Work that a message may contain. */
	private static final Duration WORK = Duration.ofMillis(2);

	private final Map<String, RunTime> runTimes = new ConcurrentHashMap<>();

	/**
	 * Record the run time of a function.
	 * @param function the name of the function, which must be registered
	 * @param nanos how long it ran
	 */
	public void ran(String function, long nanos) {
		RunTime runTime = this.runTimes.get(function);
		if (runTime == null) {
			runTime = this.runTimes.computeIfAbsent(function, (name) -> new RunTime(nanos));
		}
		runTime.add(nanos);
	}

	/**
	 * Return how many calls a batch should contain.
	 * @param function the name of the function
	 * @return the number, {@link #NONE} if the function has not run
	 */
	public int of(String function) {
		RunTime runTime = this.runTimes.get(function);
		return (runTime != null) ? size(runTime.nanos) : NONE;
	}

	private static int size(double nanos) {
		for (int size : SIZES) {
			if (size * nanos <= WORK.toNanos()) {
				return size;
			}
		}
		return UNBATCHED;
	}

	/**
	 * The time that nine of ten runs do not exceed. It rises with each longer run, and
	 * falls a ninth as much with each shorter one, so that single pauses of the JVM do
	 * not matter. Concurrent runs may overwrite each other.
	 */
	private static final class RunTime {

		private static final double RISE = 1.3;

		private static final double FALL = Math.pow(RISE, -1.0 / 9);

		private static final double LEAST = 100;

		private volatile double nanos;

		private RunTime(long nanos) {
			this.nanos = Math.max((double) nanos, LEAST);
		}

		void add(long taken) {
			double known = this.nanos;
			this.nanos = ((double) taken > known) ? known * RISE : Math.max(known * FALL, LEAST);
		}

	}

}
