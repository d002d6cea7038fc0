package io.amphora.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * How gathered calls without an expected number of replies end before their deadline.
 *
 * @param servers the servers that are expected to reply
 * @param quietPeriod how long no further reply comes before a call ends; zero if calls
 * end at their deadline only
 * @param timer runs something later
 * @param nanoTime the time
 * @param idleTime how long the client has been handling no delivery
 */
record EarlyEnd(FanoutServers servers, Duration quietPeriod, BiFunction<Runnable, Duration, Future<?>> timer,
		LongSupplier nanoTime, IdleTime idleTime) {

	/** Calls end after a quiet period, and know no servers yet. */
	static EarlyEnd after(Duration quietPeriod, BiFunction<Runnable, Duration, Future<?>> timer,
			LongSupplier nanoTime) {
		return new EarlyEnd(new FanoutServers(nanoTime), quietPeriod, timer, nanoTime, new IdleTime(nanoTime));
	}

	/** Calls end at their deadline only. */
	static EarlyEnd never() {
		return after(Duration.ZERO, (action, delay) -> {
			throw new IllegalStateException("Nothing ends early");
		}, System::nanoTime);
	}

	boolean enabled() {
		return !this.quietPeriod.isZero();
	}

}
