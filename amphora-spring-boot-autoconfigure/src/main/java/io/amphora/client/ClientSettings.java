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

package io.amphora.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.amphora.client.interceptor.ClientInterceptor;
import io.amphora.transport.BatchLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Settings of a client, apart from those of its requests.
 *
 * @param timeout the timeout of calls that do not set their own
 * @param overrideContractTimeouts whether that timeout takes precedence over the
 * annotations of contracts
 * @param gracePeriod how long to wait for pending calls when the client is closed
 * @param gatherQuietPeriod how long a gathered call waits for a further reply
 * @param propagateDeadline whether calls inside a function wait no longer than its caller
 * @param propagateCancellation whether servers are notified of cancelled calls
 * @param replyMode how replies are received
 * @param replyQueueExpires how long the reply queue exists without a consumer
 * @param temporary whether the uuid is random, so that no later client uses it
 * @param holdLimit the maximum number of buffered requests
 * @param holdLimitSize the maximum total size of buffered requests
 * @param listeners the listeners for changes of state
 * @param interceptors the customizers of the list of interceptors
 * @param consumerCheck the settings of the check that servers consume the requests
 * @param batching the limits of batches, or {@code null} if batching is disabled
 * @param closeActions run in this order after the client is closed
 */
record ClientSettings(Duration timeout, boolean overrideContractTimeouts, Duration gracePeriod,
		Duration gatherQuietPeriod, boolean propagateDeadline, boolean propagateCancellation, ReplyMode replyMode,
		Duration replyQueueExpires, boolean temporary, int holdLimit, DataSize holdLimitSize,
		List<ClientStateListener> listeners, List<Consumer<List<ClientInterceptor>>> interceptors,
		ConsumerCheck.Settings consumerCheck, @Nullable BatchLimits batching, List<Runnable> closeActions) {

	/**
	 * The settings that a builder collects, with their defaults. Not thread-safe.
	 */
	static final class Draft {

		Duration timeout = Duration.ofSeconds(60);

		boolean overrideContractTimeouts;

		Duration gracePeriod = Duration.ofSeconds(10);

		Duration gatherQuietPeriod = Duration.ofSeconds(1);

		boolean propagateDeadline = true;

		boolean propagateCancellation = true;

		ReplyMode replyMode = ReplyMode.QUEUE;

		Duration replyQueueExpires = Duration.ofMinutes(10);

		int holdLimit = 10_000;

		DataSize holdLimitSize = DataSize.ofMegabytes(64);

		final List<ClientStateListener> listeners = new ArrayList<>();

		final List<Consumer<List<ClientInterceptor>>> interceptors = new ArrayList<>();

		ConsumerCheck.Settings consumerCheck = new ConsumerCheck.Settings(Duration.ofSeconds(10), List::of,
				() -> false);

		@Nullable BatchLimits batching = BatchLimits.defaults();

		final List<Runnable> closeActions = new ArrayList<>();

		/** Return the present settings, which do not change afterwards. */
		ClientSettings settings(boolean temporary) {
			return new ClientSettings(this.timeout, this.overrideContractTimeouts, this.gracePeriod,
					this.gatherQuietPeriod, this.propagateDeadline, this.propagateCancellation, this.replyMode,
					this.replyQueueExpires, temporary, this.holdLimit, this.holdLimitSize, List.copyOf(this.listeners),
					List.copyOf(this.interceptors), this.consumerCheck, this.batching, List.copyOf(this.closeActions));
		}

	}

}
