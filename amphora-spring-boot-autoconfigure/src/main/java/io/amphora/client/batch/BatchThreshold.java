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

package io.amphora.client.batch;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides whether enough calls are pending for batches to be faster. With few pending
 * calls, a batch contains too few calls, and calls only wait for each other. While the
 * replies to batches arrive, however, the number of pending calls is low for a moment
 * although there are many of them. Thread-safe.
 *
 * @since 0.1.0
 */
public final class BatchThreshold {

	/** The threshold if no {@link #CROWD} was pending a moment ago. */
	static final int USUAL = 16;

	/** The threshold if a {@link #CROWD} was pending a moment ago. */
	static final int LOWERED = 8;

	/** With more pending calls, batches are much faster. */
	static final int CROWD = 24;

	/** How long a moment is. */
	static final Duration MOMENT = Duration.ofMillis(20);

	private final LongSupplier nanos;

	/** When a crowd was pending for the last time. */
	private volatile long crowdedAt;

	/**
	 * Create a threshold.
	 */
	public BatchThreshold() {
		this(System::nanoTime);
	}

	BatchThreshold(LongSupplier nanos) {
		this.nanos = nanos;
		this.crowdedAt = nanos.getAsLong() - MOMENT.toNanos();
	}

	/**
	 * Return whether a call should be part of a batch.
	 * @param pending the number of pending calls
	 * @return {@code true} if enough calls are pending
	 */
	public boolean isReached(int pending) {
		if (pending > CROWD) {
			this.crowdedAt = this.nanos.getAsLong();
		}
		return pending > USUAL || (pending > LOWERED && this.nanos.getAsLong() - this.crowdedAt < MOMENT.toNanos());
	}

}
