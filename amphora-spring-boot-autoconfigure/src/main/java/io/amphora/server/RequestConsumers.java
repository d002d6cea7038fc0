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

package io.amphora.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.amphora.transport.ConsumerState;
import io.amphora.transport.Delivery;
import io.amphora.transport.Subscription;

/**
 * The consumers of the request queue of a service and of additional queues. The monitor
 * guards the fields and serializes pauses and ends; nothing blocks while it is held.
 */
final class RequestConsumers {

	private final Subscription requests;

	private final QueueReceivers receivers;

	private boolean serving;

	private boolean paused;

	RequestConsumers(Subscription requests, QueueReceivers receivers) {
		this.requests = requests;
		this.receivers = receivers;
	}

	/**
	 * Start consuming from the request queue.
	 * @return completes when the broker has accepted the consumer
	 */
	synchronized CompletableFuture<Void> start() {
		this.serving = true;
		this.paused = false;
		return this.requests.start();
	}

	/** Prepare the shutdown: paused consumers are no longer resumed. */
	synchronized void end() {
		this.serving = false;
		this.paused = false;
	}

	/**
	 * Pause the consumers of the request queue and of additional queues. Called
	 * repeatedly, because further consumers may have started.
	 */
	synchronized void pause() {
		this.receivers.pause();
		if (this.serving && (!this.paused || this.requests.consuming())) {
			this.paused = true;
			this.requests.cancel();
		}
	}

	/** Resume paused consumers. */
	synchronized void resume() {
		this.receivers.resume();
		if (this.serving && this.paused) {
			this.paused = false;
			this.requests.start();
		}
	}

	/** Return the states of all consumers, that of the request queue first. */
	List<ConsumerState> states() {
		List<ConsumerState> states = new ArrayList<>(this.receivers.consumers());
		states.add(0, this.requests.state());
		return states;
	}

	/**
	 * Return whether the broker delivers no request of the service until one of these
	 * deliveries is settled.
	 */
	boolean exhaustedBy(Collection<Delivery> deliveries) {
		return this.requests.exhaustedBy(deliveries);
	}

}
