package io.amphora.transport;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits how often a warning of the same kind is logged. Thread-safe.
 */
public final class WarningLimit {

	/** How long a kind of warning is not repeated. */
	public static final Duration INTERVAL = Duration.ofMinutes(1);

	/** Peers can make up names that are part of a kind. */
	private static final int MOST_KINDS = 1_000;

	private final Map<String, Long> warnedAt = new ConcurrentHashMap<>();

	/**
	 * Whether the last warning of a kind is long ago. A warning is logged if so.
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
