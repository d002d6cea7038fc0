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

package io.amphora.transport.thread;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Limits durations given by applications, so that they can be added to a clock.
 *
 * @since 0.1.0
 */
public final class Durations {

	/** A century, about a third of the range of nanoseconds in a {@code long}. */
	private static final Duration LONGEST = Duration.ofDays(36_525);

	private Durations() {
	}

	/**
	 * Require a duration longer than zero.
	 * @param time the duration
	 * @param name the name in messages
	 * @return the duration, or a century if it is longer
	 * @throws IllegalArgumentException if the duration is zero or negative
	 */
	public static Duration requirePositive(Duration time, String name) {
		Assert.isTrue(time.compareTo(Duration.ZERO) > 0, () -> "'%s' must be longer than zero".formatted(name));
		return bounded(time);
	}

	/**
	 * Require a duration of zero or longer.
	 * @param time the duration
	 * @param name the name in messages
	 * @return the duration, or a century if it is longer
	 * @throws IllegalArgumentException if the duration is negative
	 */
	public static Duration requireNotNegative(Duration time, String name) {
		Assert.isTrue(!time.isNegative(), () -> "'%s' must not be negative".formatted(name));
		return bounded(time);
	}

	/**
	 * Return the duration, or a century if it is longer.
	 * @param time the duration
	 * @return a duration whose nanoseconds and milliseconds fit into a {@code long}
	 */
	public static Duration bounded(Duration time) {
		return (time.compareTo(LONGEST) < 0) ? time : LONGEST;
	}

}
