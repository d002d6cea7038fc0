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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The send buffer of a {@link Publisher}. Room for a message is reserved before it is
 * published, because only its caller can wait. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SendBuffer {

	private final SendBufferLimit limit;

	private final Executor worker;

	SendBuffer(SendBufferLimit limit, Executor worker) {
		this.limit = limit;
		this.worker = worker;
	}

	/**
	 * Wait for room for a message, as long as it is wanted.
	 * @param message the message, which is not queued yet
	 * @param patience maximum time to wait
	 * @return {@code false} if there was no room
	 * @throws InterruptedException if the current thread is interrupted while it waits
	 */
	public boolean reserve(OutgoingMessage message, Duration patience) throws InterruptedException {
		return this.limit.acquire(message.size(), patience, message::held);
	}

	/**
	 * Reserve room for a message without waiting.
	 * @param message the message, which is not queued yet
	 * @return {@code false} if there was no room
	 */
	public boolean reserve(OutgoingMessage message) {
		return this.limit.tryAcquire(message.size());
	}

	/**
	 * Release the room of a message that could not be queued.
	 * @param message the message, which has reserved room
	 */
	public void release(OutgoingMessage message) {
		this.limit.release(message.count(), message.size());
	}

	/**
	 * Run an action as soon as there is room for a message, which the action publishes.
	 * Does not block: the action runs on the current thread if there is room now, and on
	 * the worker of the publisher otherwise. It does not run if the message is no longer
	 * wanted before.
	 * @param message the message, which is not queued yet
	 * @param action the action; must neither block nor throw
	 */
	public void whenReserved(OutgoingMessage message, Runnable action) {
		SendBufferLimit.Waiter waiter = new SendBufferLimit.Waiter(message.size(), action, this::runTurn);
		message.held(() -> this.limit.cancel(waiter));
		if (this.limit.acquireOrWait(waiter)) {
			inTurn(action);
		}
	}

	/**
	 * Run an action that publishes a message with reserved room. If the actions of
	 * earlier messages have waited for room and have not run yet, the worker of the
	 * publisher runs it after them.
	 * @param action the action; must neither block nor throw
	 */
	public void inTurn(Runnable action) {
		if (this.limit.queueTurn(action)) {
			runTurn();
		}
		else {
			action.run();
		}
	}

	private void runTurn() {
		try {
			this.worker.execute(this.limit::runTurn);
		}
		catch (RejectedExecutionException | Error ex) {
			// usually, the publisher is closed and gives up the message
			this.limit.runTurn();
		}
	}

}
