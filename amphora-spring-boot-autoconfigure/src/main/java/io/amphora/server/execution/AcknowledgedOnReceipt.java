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

package io.amphora.server.execution;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.transport.Delivery;
import io.amphora.transport.thread.Drain;

/**
 * Requests that are acknowledged while their functions still run. The broker no longer
 * tracks them, so a server that shuts down waits for them here. Thread-safe.
 *
 * @since 0.1.0
 */
public final class AcknowledgedOnReceipt {

	private final Set<Delivery> running = ConcurrentHashMap.newKeySet();

	private final Drain drain = new Drain(this.running::isEmpty);

	/**
	 * Acknowledge a request before its function runs.
	 * @param delivery the request
	 */
	public void acknowledge(Delivery delivery) {
		this.running.add(delivery);
		delivery.acknowledge();
	}

	/**
	 * Return whether a request is one of these, and has no reply yet.
	 * @param delivery the request
	 * @return {@code true} if it is
	 */
	public boolean contains(Delivery delivery) {
		return this.running.contains(delivery);
	}

	/**
	 * Remove a request after its reply, if it is one of these.
	 * @param delivery the request
	 */
	public void replied(Delivery delivery) {
		if (this.running.remove(delivery)) {
			this.drain.check();
		}
	}

	/**
	 * Wait until no function of these requests is running.
	 * @return a future that then completes
	 */
	public CompletableFuture<Void> drained() {
		return this.drain.await();
	}

}
