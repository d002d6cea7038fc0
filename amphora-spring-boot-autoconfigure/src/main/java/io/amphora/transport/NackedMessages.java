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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Messages that the broker refused for now, each waiting for its next attempt.
 * Thread-safe.
 */
final class NackedMessages {

	/** Long enough not to spin, short enough to recover quickly after a failover. */
	private static final Duration FIRST_DELAY = Duration.ofMillis(100);

	private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

	private final Set<BufferedMessage> waiting = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService worker;

	private final Consumer<BufferedMessage> again;

	private volatile boolean closed;

	NackedMessages(ScheduledExecutorService worker, Consumer<BufferedMessage> again) {
		this.worker = worker;
		this.again = again;
	}

	/**
	 * Add a message. Its next attempt is now if it cannot wait, for instance because the
	 * worker has ended.
	 */
	void add(BufferedMessage message) {
		this.waiting.add(message);
		try {
			this.worker.schedule(() -> release(message), delay(message.refusedAgain()), TimeUnit.MILLISECONDS);
		}
		catch (Throwable ex) {
			release(message);
		}
		if (this.closed) {
			release(message);
		}
	}

	/** Each message has its own delay, so that it does not delay others. */
	private static long delay(int before) {
		return Math.min(FIRST_DELAY.toMillis() << Math.min(before, 10), LONGEST_DELAY.toMillis());
	}

	private void release(BufferedMessage message) {
		if (this.waiting.remove(message)) {
			this.again.accept(message);
		}
	}

	/**
	 * Find a message that the broker returns after refusing it, as the embedded broker
	 * does with unroutable messages.
	 */
	@Nullable BufferedMessage find(String messageId, String routingKey) {
		return this.waiting.stream()
			.filter((message) -> message.awaitsReturn(messageId, routingKey))
			.findFirst()
			.orElse(null);
	}

	/** Release all messages now, and later ones as soon as they are added. */
	void close() {
		this.closed = true;
		this.waiting.forEach(this::release);
	}

}
