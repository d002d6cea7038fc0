package io.amphora.transport;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How often to try again what the broker did not do. The first retry is immediate, each
 * further one waits twice as long as the one before, less a random share. What the broker
 * refuses, such as a login, a permission or a queue with other arguments, is retried at a
 * fixed, longer interval.
 *
 * @param initialInterval the wait before the second retry
 * @param maxInterval the longest wait
 * @param refusalInterval the wait after a refusal
 */
public record RetryPolicy(Duration initialInterval, Duration maxInterval, Duration refusalInterval) {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration REFUSAL_INTERVAL = Duration.ofSeconds(15);

	/**
	 * Check the intervals.
	 * @throws IllegalArgumentException if one is shorter than a millisecond, or the
	 * initial one is longer than the longest
	 */
	public RetryPolicy {
		Assert.isTrue(initialInterval.compareTo(SHORTEST) >= 0, "'initialInterval' must be a millisecond at least");
		Assert.isTrue(maxInterval.compareTo(initialInterval) >= 0,
				"'maxInterval' must not be shorter than 'initialInterval'");
		Assert.isTrue(refusalInterval.compareTo(SHORTEST) >= 0, "'refusalInterval' must be a millisecond at least");
		initialInterval = Patience.bounded(initialInterval);
		maxInterval = Patience.bounded(maxInterval);
		refusalInterval = Patience.bounded(refusalInterval);
	}

	/**
	 * Create a policy that retries refusals every 15 seconds.
	 * @param initialInterval the wait before the second retry
	 * @param maxInterval the longest wait
	 */
	public RetryPolicy(Duration initialInterval, Duration maxInterval) {
		this(initialInterval, maxInterval, REFUSAL_INTERVAL);
	}

	/**
	 * A tenth of a second at first, five seconds at most, 15 seconds after a refusal.
	 * @return the default policy
	 */
	public static RetryPolicy defaults() {
		return new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(5));
	}

	BackOff newBackOff() {
		return new BackOff(this);
	}

}
