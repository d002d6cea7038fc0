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

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Client of one service: its calls, its status and its lifecycle. Either an
 * {@link AmphoraClient} or an {@link AmphoraFanoutClient}. Thread-safe.
 *
 * @since 0.1.0
 */
public interface ServiceClient extends AmphoraOperations, ClientStatus, AutoCloseable {

	/**
	 * Return whether the timeout of this client takes precedence over the
	 * {@code @CallTimeout} annotations of the contracts that it calls.
	 * @return {@code true} if
	 * {@link AmphoraClientBuilder#overrideContractTimeouts(boolean)} is set
	 */
	default boolean overridesContractTimeouts() {
		return false;
	}

	/**
	 * Wait for the reply to a call of an earlier client with the same uuid. Build this
	 * client so that it does not start automatically, claim the reply, then call
	 * {@link #serve()}: a reply that arrives before it is claimed is counted as late.
	 * @param <T> the type of the result
	 * @param correlationId the correlation id of the call
	 * @param resultType the type of the result
	 * @return a future that completes like that of
	 * {@link #defer(String, Class, Object...)}, after this client's timeout at the latest
	 * @throws IllegalStateException if this client uses direct replies, which are not
	 * kept in a queue
	 */
	<T> CompletableFuture<@Nullable T> claimAsync(String correlationId, Class<T> resultType);

	/**
	 * Start to send buffered requests and to receive replies. Returns immediately; does
	 * nothing if the client is already serving. The client keeps trying to connect in the
	 * background.
	 * @return a future that completes when the broker has accepted the consumer of
	 * replies; exceptionally with {@link io.amphora.TopologyException} if it refuses, in
	 * which case the client tries again
	 */
	CompletableFuture<@Nullable Void> serve();

	/**
	 * Wait until this client is stopped. Must not be called in a callback of a call,
	 * because the client stops after the callback.
	 * @throws InterruptedException if the current thread is interrupted
	 * @throws io.amphora.WrongThreadException if the current thread delivers replies
	 */
	void awaitStop() throws InterruptedException;

	/**
	 * Stop sending and receiving. Calls are accepted and buffered until {@link #serve()}
	 * is called again. May be called repeatedly. In a callback of a call, this method
	 * returns at once, and the client stops in the background.
	 */
	void stop();

	/**
	 * Stop sending requests. Replies are still received.
	 */
	void stopPublisher();

	/**
	 * Stop receiving replies, which stay in the reply queue. Requests are still sent.
	 * Does nothing if this client uses direct replies.
	 */
	void stopConsumer();

	/**
	 * Close this client. Pending calls can still complete within the grace period; after
	 * it they fail with {@link io.amphora.StoppedException}. The client then deletes its
	 * reply queue, unless its uuid was set or it is disconnected.
	 */
	@Override
	void close();

}
