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

package io.amphora.server.direct;

import java.time.Duration;

/**
 * A pause that doubles each time until it is ended. Owned by {@link DirectAddresses},
 * whose monitor guards the fields.
 */
final class GrowingPause {

	private static final Duration FIRST = Duration.ofSeconds(10);

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private Duration length = Duration.ZERO;

	private long startedAt;

	boolean active() {
		return !this.length.isZero() && System.nanoTime() - this.startedAt < this.length.toNanos();
	}

	/** Begin the next pause, unless there is one. */
	void begin() {
		if (!active()) {
			Duration next = this.length.isZero() ? FIRST : this.length.multipliedBy(2);
			this.length = (next.compareTo(LONGEST) < 0) ? next : LONGEST;
			this.startedAt = System.nanoTime();
		}
	}

	/** End the pause. The next one is short again. */
	void end() {
		this.length = Duration.ZERO;
	}

}
