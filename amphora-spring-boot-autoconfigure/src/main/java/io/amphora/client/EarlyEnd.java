package io.amphora.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/**
 * How gathered calls without an expected number of replies end before their deadline.
 *
 * @param servers the servers that are expected to reply
 * @param quietPeriod how long no further reply comes before a call ends; zero if calls
 * end at their deadline only
 * @param timer runs something later
 */
record EarlyEnd(FanoutServers servers, Duration quietPeriod, BiFunction<Runnable, Duration, Future<?>> timer) {

	/** Calls end at their deadline only. */
	static EarlyEnd never() {
		return new EarlyEnd(new FanoutServers(), Duration.ZERO, (action, delay) -> {
			throw new IllegalStateException("Nothing ends early");
		});
	}

	boolean enabled() {
		return !this.quietPeriod.isZero();
	}

}
