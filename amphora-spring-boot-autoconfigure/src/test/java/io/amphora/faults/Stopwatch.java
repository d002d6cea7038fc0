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

package io.amphora.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures a time without the stalls of the machine in it, so that only the product can
 * be late. A thread that has nothing to do notices the stalls: it parks again and again,
 * and returns late when the machine does not run its threads.
 */
public final class Stopwatch {

	private static final Stalls stalls = Stalls.watch();

	private final long stalledBefore = stalls.nanos();

	private final long startedAt = System.nanoTime();

	private Stopwatch() {
	}

	public static Stopwatch start() {
		return new Stopwatch();
	}

	/** Return the time since the start, less that of the stalls since then. */
	public Duration elapsed() {
		long elapsed = System.nanoTime() - this.startedAt;
		return Duration.ofNanos(elapsed - (stalls.nanos() - this.stalledBefore));
	}

	/** The sum of all stalls so far. Thread-safe: the monitor guards the fields. */
	private static final class Stalls {

		private static final long INTERVAL = Duration.ofMillis(20).toNanos();

		/** Less is no stall. */
		private static final long TOLERANCE = Duration.ofMillis(20).toNanos();

		private long ended;

		private long due = System.nanoTime() + INTERVAL;

		static Stalls watch() {
			Stalls stalls = new Stalls();
			Thread thread = new Thread(stalls::run, "stalls");
			thread.setDaemon(true);
			thread.start();
			return stalls;
		}

		private void run() {
			while (true) {
				LockSupport.parkNanos(INTERVAL);
				next();
			}
		}

		private synchronized void next() {
			this.ended += present();
			this.due = System.nanoTime() + INTERVAL;
		}

		/** Include a stall that the thread has not noticed yet. */
		synchronized long nanos() {
			return this.ended + present();
		}

		private long present() {
			long overrun = System.nanoTime() - this.due;
			return (overrun > TOLERANCE) ? overrun : 0;
		}

	}

}
