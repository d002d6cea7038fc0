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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.amphora.transport.thread.BrokerThread;
import org.jspecify.annotations.Nullable;

/**
 * Drops unconfirmed messages once they are no longer wanted, such as replies to a quorum
 * queue that has lost its majority. Checks periodically while there are unconfirmed
 * messages. Thread-safe.
 */
final class OverdueConfirms {

	private static final Duration PERIOD = Duration.ofSeconds(1);

	/** Much longer than a broker usually takes to confirm a message. */
	static final Duration PATIENCE = Duration.ofSeconds(5);

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final ScheduledExecutorService worker;

	private final Supplier<@Nullable UnconfirmedMessages> current;

	private final Consumer<BufferedMessage> drop;

	OverdueConfirms(ScheduledExecutorService worker, Supplier<@Nullable UnconfirmedMessages> current,
			Consumer<BufferedMessage> drop) {
		this.worker = worker;
		this.current = current;
		this.drop = drop;
	}

	/** Schedule a check, because a message was sent. */
	void watch() {
		if (!this.scheduled.get() && this.scheduled.compareAndSet(false, true)) {
			schedule();
		}
	}

	private void schedule() {
		try {
			this.worker.schedule(this::sweep, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (Throwable ex) {
			// the next message tries again
			this.scheduled.set(false);
		}
	}

	/** Return whether the broker may not have read some of the dropped messages. */
	boolean areUnread() {
		UnconfirmedMessages unconfirmed = this.current.get();
		return unconfirmed != null && unconfirmed.hasUnreadUnwanted();
	}

	private void sweep() {
		this.scheduled.set(false);
		UnconfirmedMessages unconfirmed = this.current.get();
		if (unconfirmed != null && !unconfirmed.isEmpty()) {
			watch();
			BrokerThread.run(() -> unconfirmed.takeUnwanted(PATIENCE).forEach(this.drop));
		}
	}

}
