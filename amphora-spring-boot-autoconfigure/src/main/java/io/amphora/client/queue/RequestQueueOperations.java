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

package io.amphora.client.queue;

import java.util.concurrent.CompletableFuture;

import io.amphora.NoResultException;
import org.jspecify.annotations.Nullable;

/**
 * Operations that create and remove request queues. Implementations are thread-safe.
 *
 * @since 0.1.0
 */
public interface RequestQueueOperations {

	/**
	 * Create a request queue and wait until the broker has created it.
	 * @param queue the queue
	 * @throws io.amphora.TopologyException if the queue exists with other arguments, or
	 * has the name of an exchange, as the request queue of another service does
	 * @throws NoResultException if the broker does not reply within the client's timeout
	 */
	void createRequestQueue(RequestQueue queue);

	/**
	 * Create a request queue that does not expire and is bound with its own name, and
	 * wait until the broker has created it.
	 * @param queue the name that servers and clients use for the queue
	 */
	default void createRequestQueue(String queue) {
		createRequestQueue(RequestQueue.named(queue));
	}

	/**
	 * Create a request queue without waiting. Queues are created and removed in the order
	 * of the calls.
	 * @param queue the queue
	 * @return a future that completes when the broker has created the queue
	 */
	CompletableFuture<@Nullable Void> createRequestQueueAsync(RequestQueue queue);

	/**
	 * Create a request queue that does not expire and is bound with its own name, without
	 * waiting. Queues are created and removed in the order of the calls.
	 * @param queue the name that servers and clients use for the queue
	 * @return a future that completes when the broker has created the queue
	 */
	default CompletableFuture<@Nullable Void> createRequestQueueAsync(String queue) {
		return createRequestQueueAsync(RequestQueue.named(queue));
	}

	/**
	 * Remove a request queue with its requests, and wait until the broker has deleted it.
	 * If another service uses the same name, it loses its queue, because the broker does
	 * not reveal which service a queue belongs to.
	 * @param queue the name that servers and clients use for the queue
	 * @throws io.amphora.TopologyException if the queue has the name of an exchange, as
	 * the request queue of a service does
	 * @throws NoResultException if the broker does not reply within the client's timeout
	 */
	default void removeRequestQueue(String queue) {
		removeRequestQueue(RequestQueue.named(queue));
	}

	/**
	 * Remove a request queue, identified by its {@linkplain RequestQueue#brokerName()
	 * name on the broker}, with its requests, and wait until the broker has deleted it.
	 * If another service uses a queue with the same name, it loses that queue.
	 * @param queue the queue
	 * @throws io.amphora.TopologyException if the queue has the name of an exchange, as
	 * the request queue of a service does
	 * @throws NoResultException if the broker does not reply within the client's timeout
	 */
	void removeRequestQueue(RequestQueue queue);

	/**
	 * Remove a request queue without waiting.
	 * @param queue the name that servers and clients use for the queue
	 * @return a future that completes when the broker has deleted the queue
	 */
	default CompletableFuture<@Nullable Void> removeRequestQueueAsync(String queue) {
		return removeRequestQueueAsync(RequestQueue.named(queue));
	}

	/**
	 * Remove a request queue, identified by its {@linkplain RequestQueue#brokerName()
	 * name on the broker}, without waiting.
	 * @param queue the queue
	 * @return a future that completes when the broker has deleted the queue
	 */
	CompletableFuture<@Nullable Void> removeRequestQueueAsync(RequestQueue queue);

}
