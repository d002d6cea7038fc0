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

package io.amphora.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import io.amphora.transport.thread.LimitedMap;
import org.jspecify.annotations.Nullable;

/**
 * Determines how long requests waited before they arrived, without a clock shared with
 * their senders. It remembers the clocks of the latest senders. A clock is on trial until
 * a second request names it, so that requests which name a new clock each time displace
 * no clocks in use. The monitor guards both maps and all clocks; only arithmetic is done
 * while it is held.
 */
final class SenderClocks {

	static final int REMEMBERED = 1000;

	/**
	 * As many as are remembered, so that all senders that take turns leave the trial.
	 */
	static final int ON_TRIAL = REMEMBERED;

	private static final int LONGEST_NAME = 255;

	/** Later times, from the year 2116, would overflow as nanoseconds. */
	private static final long LATEST = TimeUnit.NANOSECONDS.toMillis(Long.MAX_VALUE / 2);

	/** The clocks of at least two requests. */
	private final Map<String, SenderClock> clocks = LimitedMap.ofLatestUsed(REMEMBERED);

	/** The clocks of one request. No clock is in both maps. */
	private final Map<String, SenderClock> onTrial = LimitedMap.ofLatestUsed(ON_TRIAL);

	/** Set how long a request waited before it arrived, if that is known. */
	void arrived(Delivery delivery) {
		delivery.waited(wait(delivery.properties(), delivery.receivedAt()));
	}

	/**
	 * Return how long a request waited in the queue.
	 * @param now the arrival time, a value of {@link System#nanoTime()}
	 * @return the time in nanoseconds, 0 if unknown
	 */
	long wait(BasicProperties properties, long now) {
		Map<String, Object> headers = properties.getHeaders();
		if (headers == null || !(headers.get(WireHeaders.SENT_AT) instanceof Number sentAt)) {
			return 0;
		}
		String name = name(headers.get(WireHeaders.CLOCK));
		long millis = sentAt.longValue();
		if (name == null || millis < 0 || millis > LATEST) {
			return 0;
		}
		return wait(name, now - TimeUnit.MILLISECONDS.toNanos(millis), now, expiration(properties));
	}

	private synchronized long wait(String name, long difference, long now, long expiration) {
		SenderClock known = this.clocks.get(name);
		SenderClock clock = (known != null) ? known : admit(name, difference, now);
		return clock.wait(difference, now, expiration);
	}

	private SenderClock admit(String name, long difference, long now) {
		SenderClock seenOnce = this.onTrial.remove(name);
		if (seenOnce != null) {
			this.clocks.put(name, seenOnce);
			return seenOnce;
		}
		SenderClock added = new SenderClock(difference, now);
		this.onTrial.put(name, added);
		return added;
	}

	private static long expiration(BasicProperties properties) {
		Duration expiration = RequestContext.expiration(properties);
		return (expiration != null) ? TimeUnit.MILLISECONDS.toNanos(expiration.toMillis()) : Long.MAX_VALUE;
	}

	private static @Nullable String name(@Nullable Object clock) {
		if (clock instanceof LongString text) {
			return (text.length() <= LONGEST_NAME) ? text.toString() : null;
		}
		return (clock instanceof String text && text.length() <= LONGEST_NAME) ? text : null;
	}

	synchronized int size() {
		return this.clocks.size() + this.onTrial.size();
	}

	/**
	 * Estimates how long the requests of one sender have waited, although its clock
	 * differs from ours. Arrival time minus send time is the difference of the clocks
	 * plus the time in transit. The smallest value seen belongs to a request that hardly
	 * waited, so the excess of other requests over it is their waiting time. The estimate
	 * never exceeds the actual waiting time, regardless of the clocks. Guarded by the
	 * monitor of its {@link SenderClocks}.
	 */
	private static final class SenderClock {

		/**
		 * Two clocks that are being corrected drift apart by a thousandth of the elapsed
		 * time.
		 */
		private static final int DRIFT = 1000;

		/** Senders truncate their time to milliseconds. */
		private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(1);

		/** Maximum time from the queue, which drops expired requests, to this server. */
		private static final long LONGEST_WAY = TimeUnit.SECONDS.toNanos(1);

		private static final int MAX_EXPIRED = 1000;

		private long least;

		private long leastAt;

		/** Number of consecutive requests that appeared to be expired. */
		private int expired;

		/** Create the clock of a sender from its first request. */
		SenderClock(long difference, long now) {
			restart(difference, now);
		}

		/**
		 * Update the clock with a request.
		 * @param difference the arrival time minus the send time
		 * @param now the arrival time
		 * @param expiration how long the request may wait in its queue
		 * @return the minimum time that the request has waited
		 */
		long wait(long difference, long now, long expiration) {
			long more = difference - (this.least + Math.max(0, now - this.leastAt) / DRIFT);
			long wait = Math.max(0, more - GRAIN);
			this.expired = (wait >= expiration) ? this.expired + 1 : 0;
			if (more < 0 || moved(wait, expiration)) {
				restart(difference, now);
				return 0;
			}
			return wait;
		}

		/**
		 * Return whether the clock was changed: the request would not have been delivered
		 * if it had waited that long. While servers are too slow, it is normal that some
		 * requests expire between the queue and the server.
		 */
		private boolean moved(long wait, long expiration) {
			return this.expired > MAX_EXPIRED || (this.expired > 0 && wait - LONGEST_WAY > expiration);
		}

		private void restart(long difference, long now) {
			this.least = difference;
			this.leastAt = now;
			this.expired = 0;
		}

	}

}
