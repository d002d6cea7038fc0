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

import io.amphora.transport.thread.Durations;

import org.springframework.util.Assert;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Creates back-offs whose intervals double each time and are random, so that many clients
 * do not reconnect at once.
 *
 * @since 0.1.0
 */
public final class RandomizedBackOff {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private RandomizedBackOff() {
	}

	/**
	 * Return a back-off with intervals from 100 milliseconds to five seconds.
	 * @return the default back-off
	 */
	public static ExponentialBackOff defaults() {
		return of(Duration.ofMillis(100), Duration.ofSeconds(5));
	}

	/**
	 * Return a back-off whose intervals are at least half as long as specified, and at
	 * most as long.
	 * @param initialInterval the first interval
	 * @param maxInterval the maximum interval
	 * @return the back-off
	 * @throws IllegalArgumentException if the initial interval is shorter than a
	 * millisecond or longer than the maximum
	 */
	public static ExponentialBackOff of(Duration initialInterval, Duration maxInterval) {
		Assert.isTrue(initialInterval.compareTo(SHORTEST) >= 0, "'initialInterval' must be a millisecond at least");
		Assert.isTrue(maxInterval.compareTo(initialInterval) >= 0,
				"'maxInterval' must not be shorter than 'initialInterval'");
		long initial = Durations.bounded(initialInterval).toMillis();
		ExponentialBackOff backOff = new ExponentialBackOff();
		// Spring varies an interval in both directions, by a third of it here.
		backOff.setJitter(initial / 4);
		backOff.setInitialInterval(initial - initial / 4);
		backOff.setMultiplier(2);
		backOff.setMaxInterval(Durations.bounded(maxInterval).toMillis());
		return backOff;
	}

}
