package io.amphora.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.WrongResultException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs results that cannot be written: a warning for each function, at most once per
 * interval, without the stack trace, whose messages may contain values. Thread-safe.
 */
final class UnwritableResults {

	private static final Log logger = LogFactory.getLog(UnwritableResults.class);

	static final Duration INTERVAL = Duration.ofMinutes(1);

	/** Callers can make up names of functions. */
	private static final int MOST_FUNCTIONS = 1_000;

	/** By the name of the function. */
	private final Map<String, Long> warnedAt = new ConcurrentHashMap<>();

	/**
	 * Log a result.
	 * @param context the request, or {@code null} if its function is not known
	 * @param failure says why the result cannot be written
	 */
	void log(@Nullable RequestContext context, WrongResultException failure) {
		if (context != null && due(context.function(), System.nanoTime())) {
			logger.warn("%s: %s".formatted(failure.getMessage(), context));
		}
		logger.debug("A result cannot be written", failure);
	}

	/** Whether the last warning of a function is long ago. */
	boolean due(String function, long now) {
		if (this.warnedAt.size() >= MOST_FUNCTIONS) {
			this.warnedAt.clear();
		}
		Long before = this.warnedAt.putIfAbsent(function, now);
		return before == null || (now - before >= INTERVAL.toNanos() && this.warnedAt.replace(function, before, now));
	}

}
