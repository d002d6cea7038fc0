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

package io.amphora.client.fanout;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * Determines how gathered calls without an expected number of replies end before their
 * deadline.
 *
 * @param servers the servers that are expected to reply
 * @param quietPeriod how long to wait for a further reply before a call ends; zero if
 * calls end only at their deadline
 * @param timer runs an action after a delay
 * @param nanoTime the current time in nanoseconds
 * @param idleTime how long the client has not been handling a delivery
 * @since 0.1.0
 */
public record EarlyEnd(FanoutServers servers, Duration quietPeriod, BiFunction<Runnable, Duration, Future<?>> timer,
		LongSupplier nanoTime, IdleTime idleTime) {

	/**
	 * Let calls end after a quiet period. No servers are known initially.
	 * @param quietPeriod how long to wait for a further reply
	 * @param timer runs an action after a delay
	 * @param nanoTime the current time in nanoseconds
	 * @return the early end of calls
	 */
	public static EarlyEnd after(Duration quietPeriod, BiFunction<Runnable, Duration, Future<?>> timer,
			LongSupplier nanoTime) {
		return new EarlyEnd(new FanoutServers(nanoTime), quietPeriod, timer, nanoTime, new IdleTime(nanoTime));
	}

	/**
	 * Let calls end only at their deadline.
	 * @return the early end of calls, which is disabled
	 */
	public static EarlyEnd disabled() {
		return after(Duration.ZERO, (action, delay) -> {
			throw new IllegalStateException("Nothing ends early");
		}, System::nanoTime);
	}

	/**
	 * Return whether calls may end before their deadline.
	 * @return {@code true} if there is a quiet period
	 */
	public boolean enabled() {
		return !this.quietPeriod.isZero();
	}

}
