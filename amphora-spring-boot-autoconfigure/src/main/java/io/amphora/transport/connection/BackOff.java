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
import java.util.concurrent.ThreadLocalRandom;

/**
 * Computes the delay before the next attempt. The first attempt is immediate. Then the
 * delay doubles each time, less a random share, so that many clients do not reconnect at
 * once. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class BackOff {

	private final RetryPolicy policy;

	private int attempts;

	BackOff(RetryPolicy policy) {
		this.policy = policy;
	}

	/** Begin with the first attempt again. */
	public void reset() {
		this.attempts = 0;
	}

	int attempts() {
		return this.attempts;
	}

	/**
	 * Count an attempt.
	 * @return the delay before it
	 */
	public Duration next() {
		int attempt = this.attempts++;
		if (attempt == 0) {
			return Duration.ZERO;
		}
		long full = Math.min(this.policy.maxInterval().toMillis(),
				this.policy.initialInterval().toMillis() << Math.min(attempt - 1, 20));
		return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
	}

	/** Return the delay after a refusal by the broker. Does not count as an attempt. */
	Duration afterRefusal() {
		return this.policy.refusalInterval();
	}

}
