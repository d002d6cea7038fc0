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

package io.amphora.logging;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often warnings of the same kind are logged. Thread-safe.
 *
 * @since 0.1.0
 */
public final class WarningLimit {

	/** Minimum time between two warnings of a kind. */
	public static final Duration INTERVAL = Duration.ofMinutes(1);

	/** Limits memory, because peers can invent names that are part of a kind. */
	private static final int MOST_KINDS = 1_000;

	/** The kind of all warnings beyond this number. */
	private static final String OTHERS = "";

	private static final String SUFFIX = " Others like it are logged at debug level for a minute";

	private final Map<String, Long> warnedAt = new ConcurrentHashMap<>();

	/**
	 * Log a message as a warning if it is {@linkplain #isDue due}, or else at debug
	 * level.
	 * @param logger the logger
	 * @param kind the kind, such as the name of a function
	 * @param message a complete sentence
	 */
	public void warn(Log logger, String kind, String message) {
		warn(logger, kind, message, null);
	}

	/**
	 * Log a message as a warning if it is {@linkplain #isDue due}, or else at debug
	 * level.
	 * @param logger the logger
	 * @param kind the kind, such as the name of a function
	 * @param message a complete sentence
	 * @param cause an exception that is always logged at debug level, if given
	 */
	public void warn(Log logger, String kind, String message, @Nullable Throwable cause) {
		boolean warned = isDue(kind);
		if (warned) {
			logger.warn(message + SUFFIX);
		}
		if (cause != null) {
			logger.debug(message, cause);
		}
		else if (!warned) {
			logger.debug(message);
		}
	}

	/**
	 * Return whether to log a warning, because the last one of its kind is long enough
	 * ago.
	 * @param kind the kind, such as the name of a function
	 * @return {@code true} at most once per interval for each kind
	 */
	public boolean isDue(String kind) {
		return isDue(kind, System.nanoTime());
	}

	boolean isDue(String kind, long now) {
		String remembered = hasRoom(kind, now) ? kind : OTHERS;
		Long before = this.warnedAt.putIfAbsent(remembered, now);
		return before == null || (now - before >= INTERVAL.toNanos() && this.warnedAt.replace(remembered, before, now));
	}

	private boolean hasRoom(String kind, long now) {
		if (this.warnedAt.size() >= MOST_KINDS && !this.warnedAt.containsKey(kind)) {
			this.warnedAt.values().removeIf((before) -> now - before >= INTERVAL.toNanos());
			return this.warnedAt.size() < MOST_KINDS;
		}
		return true;
	}

}
