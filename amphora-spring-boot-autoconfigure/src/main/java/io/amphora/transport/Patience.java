package io.amphora.transport;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Bounds what applications give as a time to wait, so that it can be added to a clock.
 */
public final class Patience {

	/** A century, a third of what nanoseconds can count. */
	private static final Duration LONGEST = Duration.ofDays(36_525);

	private Patience() {
	}

	/**
	 * Require a time longer than zero.
	 * @param time how long to wait
	 * @param name what messages call it
	 * @return the time, or a century if it is longer than that
	 * @throws IllegalArgumentException if the time is zero or negative
	 */
	public static Duration positive(Duration time, String name) {
		Assert.isTrue(time.compareTo(Duration.ZERO) > 0, () -> "'%s' must be longer than zero".formatted(name));
		return bounded(time);
	}

	/**
	 * Return the time, or a century if it is longer than that.
	 * @param time how long to wait
	 * @return the time to wait, whose nanoseconds and milliseconds are a {@code long}
	 */
	public static Duration bounded(Duration time) {
		return (time.compareTo(LONGEST) < 0) ? time : LONGEST;
	}

}
