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

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import io.amphora.AmphoraException;
import io.amphora.CallInterruptedException;
import io.amphora.StoppedException;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.topology.Topology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ConsumerState;
import io.amphora.transport.DeliveryHandler;
import io.amphora.transport.SubscriptionSpec;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of additional queues of a server. Thread-safe.
 */
final class QueueReceivers {

	private final BrokerTransport transport;

	private final DeliveryHandler handler;

	private final DeliveryHandler countingHandler;

	private final String service;

	private final int defaultPrefetch;

	private final Set<DefaultQueueReceiver> receivers = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	QueueReceivers(BrokerTransport transport, DeliveryHandler handler, DeliveryHandler countingHandler, String service,
			int defaultPrefetch) {
		this.transport = transport;
		this.handler = handler;
		this.countingHandler = countingHandler;
		this.service = service;
		this.defaultPrefetch = defaultPrefetch;
	}

	QueueReceiver receive(String queue, ReceiveOptions options) {
		requireOpen();
		int prefetch = (options.maxCalls() > 0) ? options.maxCalls() : this.defaultPrefetch;
		SubscriptionSpec spec = new SubscriptionSpec("server of " + this.service + ", " + queue, queue,
				Topology.existing(queue), prefetch, options.maxCalls(), options.maxCalls() == 0);
		DefaultQueueReceiver receiver = new DefaultQueueReceiver(
				this.transport.subscription(spec, (options.maxCalls() > 0) ? this.countingHandler : this.handler),
				options, this.transport);
		this.receivers.add(receiver);
		receiver.closed().thenRun(() -> this.receivers.remove(receiver));
		receiver.start();
		if (this.closed) {
			receiver.cancel();
		}
		if (options.block()) {
			await(receiver, options);
		}
		return receiver;
	}

	private static void await(QueueReceiver receiver, ReceiveOptions options) {
		try {
			if (options.blockUntilClosed()) {
				receiver.closed().get();
			}
			receiver.ended().get();
		}
		catch (InterruptedException ex) {
			receiver.cancel();
			Thread.currentThread().interrupt();
			throw new CallInterruptedException(
					"Interrupted while receiving from queue '%s'".formatted(receiver.queue()), null, ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof AmphoraException failure) {
				failure.fillInStackTrace();
				throw failure;
			}
			throw new CompletionException(ex.getCause());
		}
	}

	/** Return the consumers of receivers that have not ended. */
	List<ConsumerState> consumers() {
		return this.receivers.stream()
			.filter((receiver) -> receiver.state() == QueueReceiver.State.RECEIVING)
			.map(DefaultQueueReceiver::consumer)
			.toList();
	}

	Collection<QueueReceiver> all() {
		return List.copyOf(this.receivers);
	}

	private void requireOpen() {
		if (this.closed) {
			throw new StoppedException("The server of '%s' is closed. Build a new one".formatted(this.service), null);
		}
	}

	/** Accept no further receivers. */
	void close() {
		this.closed = true;
	}

	/** Stop immediately; the broker requeues unsettled requests. */
	void stop() {
		this.receivers.forEach(DefaultQueueReceiver::stop);
	}

	/** Pause all receivers. */
	void pause() {
		this.receivers.forEach(DefaultQueueReceiver::pause);
	}

	/** Resume paused receivers. */
	void resume() {
		this.receivers.forEach(DefaultQueueReceiver::resume);
	}

	/** Cancel all receivers. */
	CompletableFuture<@Nullable Void> cancel() {
		return CompletableFuture.allOf(this.receivers.stream().map((receiver) -> {
			receiver.cancel();
			return receiver.closed();
		}).toArray(CompletableFuture[]::new)).thenApply((done) -> null);
	}

}
