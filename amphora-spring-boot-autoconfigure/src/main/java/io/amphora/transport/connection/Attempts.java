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

package io.amphora.transport.connection;

import java.time.Duration;

import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Counts the attempts to open a channel. The first one is immediate, because most
 * failures are over by then; a back-off delays the others. Not thread-safe.
 */
final class Attempts {

	private static final Log logger = LogFactory.getLog(Attempts.class);

	private final BackOff backOff;

	private final Duration refusalInterval;

	private BackOffExecution delays;

	private int count;

	/**
	 * Create a counter without attempts.
	 * @param backOff the delays after the first attempt
	 * @param refusalInterval the delay after a refusal, and once the back-off has ended
	 */
	Attempts(BackOff backOff, Duration refusalInterval) {
		this.backOff = backOff;
		this.refusalInterval = refusalInterval;
		this.delays = backOff.start();
	}

	/** Begin with the first attempt again. */
	void reset() {
		this.count = 0;
		try {
			this.delays = this.backOff.start();
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "The back-off could not be started again", ex);
		}
	}

	/**
	 * Reset unless a further attempt is wanted: the failures so far do not concern a
	 * later one.
	 * @return {@code true} if it is not wanted
	 */
	boolean endUnlessWanted(boolean wanted) {
		if (!wanted) {
			reset();
		}
		return !wanted;
	}

	int count() {
		return this.count;
	}

	/** Count an attempt, and return the delay before it. */
	Duration next() {
		if (this.count++ == 0) {
			return Duration.ZERO;
		}
		long delay = nextDelay();
		return (delay != BackOffExecution.STOP) ? Duration.ofMillis(Math.max(1, delay)) : this.refusalInterval;
	}

	/** A back-off of the application may throw. */
	private long nextDelay() {
		try {
			return this.delays.nextBackOff();
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "The back-off failed; using the interval after refusals", ex);
			return BackOffExecution.STOP;
		}
	}

	/** Return the delay after a refusal by the broker. Does not count as an attempt. */
	Duration afterRefusal() {
		return this.refusalInterval;
	}

}
