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

import io.amphora.transport.thread.Patience;

import org.springframework.util.Assert;

/**
 * Intervals at which failed operations of the broker are retried. The first retry is
 * immediate. Then the interval doubles each time, less a random share. Refusals, such as
 * for a failed login, a missing permission or a queue with other arguments, are retried
 * at a fixed interval.
 *
 * @param initialInterval the interval before the second retry
 * @param maxInterval the maximum interval
 * @param refusalInterval the interval after a refusal
 * @since 0.1.0
 */
public record RetryPolicy(Duration initialInterval, Duration maxInterval, Duration refusalInterval) {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration REFUSAL_INTERVAL = Duration.ofSeconds(15);

	/**
	 * Check the intervals.
	 * @throws IllegalArgumentException if one is shorter than a millisecond, or the
	 * initial one is longer than the maximum
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
	 * @param initialInterval the interval before the second retry
	 * @param maxInterval the maximum interval
	 */
	public RetryPolicy(Duration initialInterval, Duration maxInterval) {
		this(initialInterval, maxInterval, REFUSAL_INTERVAL);
	}

	/**
	 * Return a policy with intervals from 100 milliseconds to five seconds, and of 15
	 * seconds after a refusal.
	 * @return the default policy
	 */
	public static RetryPolicy defaults() {
		return new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(5));
	}

	/**
	 * Create a back-off that follows this policy.
	 * @return a back-off without attempts
	 */
	public BackOff newBackOff() {
		return new BackOff(this);
	}

}
