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

package io.amphora.transport;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.amphora.topology.WireHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Adds the time of sending to requests, so that servers can determine how long requests
 * were queued. Setting the machine's clock does not change this clock. If the two
 * diverge, because the machine's clock was set or the process was suspended, a new clock
 * with another name replaces it. Thread-safe; if two threads detect this at the same
 * time, each may use its own new clock.
 *
 * @since 0.1.0
 */
public final class SendClock {

	/**
	 * Shared by all clients of the process: the more requests use it, the sooner servers
	 * know it.
	 */
	public static final SendClock OF_PROCESS = new SendClock(System::currentTimeMillis, System::nanoTime);

	private static final long TOLERANCE_MILLIS = 50;

	private static final SecureRandom NAMES = new SecureRandom();

	private final LongSupplier millis;

	private final LongSupplier nanos;

	private volatile @Nullable Run run;

	SendClock(LongSupplier millis, LongSupplier nanos) {
		this.millis = millis;
		this.nanos = nanos;
	}

	/**
	 * Return the headers of a request that is sent now.
	 * @param headers the other headers, or {@code null} if there are none
	 * @return the other headers and those of this clock
	 */
	public Map<String, Object> stamp(@Nullable Map<String, Object> headers) {
		long nanosNow = this.nanos.getAsLong();
		Run current = run(this.millis.getAsLong(), nanosNow);
		if (headers == null) {
			return Map.of(WireHeaders.SENT_AT, current.millis(nanosNow), WireHeaders.CLOCK, current.name());
		}
		Map<String, Object> all = new HashMap<>(headers);
		all.put(WireHeaders.SENT_AT, current.millis(nanosNow));
		all.put(WireHeaders.CLOCK, current.name());
		return all;
	}

	private Run run(long millisNow, long nanosNow) {
		Run current = this.run;
		if (current == null || Math.abs(current.millis(nanosNow) - millisNow) > TOLERANCE_MILLIS) {
			current = new Run(Long.toUnsignedString(NAMES.nextLong(), Character.MAX_RADIX), millisNow, nanosNow);
			this.run = current;
		}
		return current;
	}

	/**
	 * The clock until it is replaced.
	 *
	 * @param name a name that cannot be guessed, so that other senders cannot use this
	 * clock
	 * @param beginMillis the machine's clock at the start
	 * @param beginNanos {@link System#nanoTime()} at the start
	 */
	private record Run(String name, long beginMillis, long beginNanos) {

		long millis(long nanosNow) {
			return this.beginMillis + Math.floorDiv(nanosNow - this.beginNanos, TimeUnit.MILLISECONDS.toNanos(1));
		}

	}

}
