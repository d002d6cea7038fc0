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

import java.time.Duration;

import io.amphora.transport.thread.Durations;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Limits at which queued messages are sent together, even if earlier messages have not
 * arrived.
 *
 * @param maxCount maximum number of messages in a batch
 * @param maxSize size at which a batch is sent, which its last message may exceed; a
 * message that is larger by itself is sent alone
 * @param maxDelay maximum time that a message is queued while earlier ones are in flight
 * @param adaptive whether messages are sent together only if many are pending and the
 * receivers handle them quickly; otherwise, as soon as another one is in flight
 * @since 0.1.0
 */
public record BatchLimits(int maxCount, DataSize maxSize, Duration maxDelay, boolean adaptive) {

	public BatchLimits {
		Assert.isTrue(maxCount > 0 && maxCount <= 10_000, "'maxCount' must be from 1 to 10000");
		Assert.isTrue(maxSize.toBytes() > 0, "'maxSize' must be larger than zero");
		Assert.isTrue(!maxDelay.isNegative(), "'maxDelay' must not be negative");
		maxDelay = Durations.bounded(maxDelay);
	}

	/**
	 * Return limits that have performed well in measurements.
	 * @return 100 messages, 64 KB and one millisecond, adaptive
	 */
	public static BatchLimits defaults() {
		return new BatchLimits(100, DataSize.ofKilobytes(64), Duration.ofMillis(1), true);
	}

	/**
	 * Return the same limits for messages that are sent together as soon as another one
	 * is in flight.
	 * @return limits that are not adaptive
	 */
	public BatchLimits nonAdaptive() {
		return new BatchLimits(this.maxCount, this.maxSize, this.maxDelay, false);
	}

}
