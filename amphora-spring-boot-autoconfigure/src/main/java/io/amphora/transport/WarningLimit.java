package io.amphora.transport;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits how often warnings of the same kind are logged. Thread-safe.
 */
public final class WarningLimit {

	/** Minimum time between two warnings of a kind. */
	public static final Duration INTERVAL = Duration.ofMinutes(1);

	/** Limits memory, because peers can invent names that are part of a kind. */
	private static final int MOST_KINDS = 1_000;

	private final Map<String, Long> warnedAt = new ConcurrentHashMap<>();

	/**
	 * Return whether to log a warning, because the last one of its kind is long enough
	 * ago.
	 * @param kind the kind, such as the name of a function
	 * @return {@code true} at most once per interval for each kind
	 */
	public boolean due(String kind) {
		return due(kind, System.nanoTime());
	}

	boolean due(String kind, long now) {
		if (this.warnedAt.size() >= MOST_KINDS) {
			this.warnedAt.clear();
		}
		Long before = this.warnedAt.putIfAbsent(kind, now);
		return before == null || (now - before >= INTERVAL.toNanos() && this.warnedAt.replace(kind, before, now));
	}

}
