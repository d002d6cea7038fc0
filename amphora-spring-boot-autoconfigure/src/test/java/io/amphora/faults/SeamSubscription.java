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

package io.amphora.faults;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A subscription to a publisher that fails where it is told to.
 *
 * @param subscriber the subscriber
 * @param value the value, or {@code null} to publish nothing
 * @param fault tells where
 */
record SeamSubscription(Subscriber<? super Object> subscriber, @Nullable Object value,
		SeamFault fault) implements Subscription {

	@Override
	public void request(long count) {
		this.fault.use(Seam.PUBLISHER_REQUEST);
		if (this.value != null) {
			this.subscriber.onNext(this.value);
			this.subscriber.onComplete();
		}
	}

	@Override
	public void cancel() {
		this.fault.use(Seam.PUBLISHER_CANCELLATION);
	}

}
