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

package io.amphora.server.receiver;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Takes requests from an additional queue of a server. Thread-safe.
 *
 * @since 0.1.0
 */
public interface QueueReceiver {

	/**
	 * Return the queue.
	 * @return the name of the queue on the broker
	 */
	String queue();

	/**
	 * Return the state of this receiver.
	 * @return the state
	 */
	State state();

	/**
	 * Return the number of requests taken.
	 * @return the number, including redeliveries
	 */
	int count();

	/**
	 * Return a future that completes when no more requests are taken.
	 * @return completes when the maximum is reached or the receiver is cancelled,
	 * exceptionally with {@link ReceiveTimeoutException} if the timeout elapses first, or
	 * with {@link io.amphora.TopologyException} if the queue does not exist. Callbacks
	 * must not block.
	 */
	CompletableFuture<@Nullable Void> ended();

	/**
	 * Return a future that completes when this receiver is closed.
	 * @return completes when all requests taken have their replies and the channel is
	 * closed. Callbacks must not block.
	 */
	CompletableFuture<@Nullable Void> closed();

	/**
	 * Stop taking requests. The server still replies to the requests taken before.
	 */
	void cancel();

	/** The state of a receiver. */
	enum State {

		/** Requests are being taken. */
		RECEIVING,

		/** No more requests are taken; some are still being handled. */
		ENDING,

		/** The channel is closed. */
		CLOSED

	}

}
