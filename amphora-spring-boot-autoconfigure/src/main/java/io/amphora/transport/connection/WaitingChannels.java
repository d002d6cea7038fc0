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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;

/**
 * Channels of one broker that could not connect or have lost their connection, and wait
 * for their next attempt. They do not wait any longer once another channel is open,
 * because connecting is then possible. Thread-safe.
 */
final class WaitingChannels {

	private final Set<ManagedChannel> waiting = ConcurrentHashMap.newKeySet();

	private final AtomicInteger openings = new AtomicInteger();

	/** Return how often a channel was opened so far. */
	int openings() {
		return this.openings.get();
	}

	/**
	 * Add a channel. It tries again at once if another channel was opened since its
	 * attempt began.
	 * @param channel the channel
	 * @param openingsBefore the value of {@link #openings()} before the attempt
	 */
	void add(ManagedChannel channel, int openingsBefore) {
		this.waiting.add(channel);
		if (openings() != openingsBefore) {
			wake(channel);
		}
	}

	/**
	 * Add a channel whose connection was lost, like {@link #add}.
	 * @param channel the channel, whose next attempt is scheduled
	 * @param reason why it is closed, or {@code null} if it is open
	 * @param openingsBefore the value of {@link #openings()} when it was lost
	 */
	void addLost(ManagedChannel channel, @Nullable ShutdownSignalException reason, int openingsBefore) {
		if (reason != null && reason.isHardError()) {
			add(channel, openingsBefore);
		}
	}

	void remove(ManagedChannel channel) {
		this.waiting.remove(channel);
	}

	/** Let all channels try again, because one of the broker's channels is open. */
	void opened() {
		this.openings.incrementAndGet();
		this.waiting.forEach(this::wake);
	}

	private void wake(ManagedChannel channel) {
		if (this.waiting.remove(channel)) {
			channel.retryNow();
		}
	}

}
