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

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the deliveries of a subscription over all of its channels, up to a maximum.
 * Thread-safe.
 */
final class DeliveryLimit {

	private final int maximum;

	private final AtomicInteger taken = new AtomicInteger();

	DeliveryLimit(int maximum) {
		this.maximum = maximum;
	}

	/** Count one more delivery and return whether it is within the maximum. */
	boolean take() {
		if (this.maximum == 0) {
			this.taken.incrementAndGet();
			return true;
		}
		return this.taken.getAndUpdate((count) -> Math.min(count + 1, this.maximum)) < this.maximum;
	}

	boolean reached() {
		return this.maximum > 0 && this.taken.get() >= this.maximum;
	}

	int taken() {
		return this.taken.get();
	}

}
