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

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.topology.ChannelRefusal;
import io.amphora.topology.Topology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.ChannelAction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The reply queue of a client. Publisher and consumer declare it on each new channel;
 * this class detects when the queue was deleted meanwhile, with the replies in it.
 * Thread-safe: used by the workers of both connections.
 */
final class ReplyQueue implements Topology {

	private static final Log logger = LogFactory.getLog(ReplyQueue.class);

	private final String name;

	private final Topology topology;

	private final BooleanSupplier expecting;

	private final Runnable onGone;

	/**
	 * Set until the listener is notified: the connection may be lost before the queue is
	 * declared again.
	 */
	private final AtomicBoolean gone = new AtomicBoolean();

	private volatile boolean declared;

	/**
	 * Create a reply queue.
	 * @param name the name of the queue
	 * @param topology declares the queue
	 * @param expecting whether replies are expected, so that the loss of the queue
	 * matters
	 * @param onGone called after a deleted queue was declared again; must not block
	 */
	ReplyQueue(String name, Topology topology, BooleanSupplier expecting, Runnable onGone) {
		this.name = name;
		this.topology = topology;
		this.expecting = expecting;
		this.onGone = onGone;
	}

	@Override
	public boolean creates() {
		return this.topology.creates();
	}

	@Override
	public boolean adaptTo(Throwable failure) {
		return this.topology.adaptTo(failure);
	}

	@Override
	public void declare(Channel channel) throws IOException {
		if (this.declared && !this.gone.get() && this.expecting.getAsBoolean()) {
			requireQueue(channel);
		}
		this.topology.declare(channel);
		this.declared = true;
		if (this.gone.compareAndSet(true, false)) {
			this.onGone.run();
		}
	}

	/**
	 * Check that the queue exists. If it does not, the broker closes the channel, and the
	 * next channel declares the queue again. A separate channel for the check would cost
	 * two more round trips each time, although the queue nearly always exists.
	 */
	private void requireQueue(Channel channel) throws IOException {
		try {
			channel.queueDeclarePassive(this.name);
		}
		catch (IOException ex) {
			if (ChannelRefusal.isNotFound(ex)) {
				this.gone.set(true);
			}
			throw ex;
		}
	}

	/**
	 * Delete the queue if it was declared and the transport is connected; otherwise the
	 * broker deletes the queue when it expires.
	 * @param transport the transport to the broker with the queue
	 * @param patience how long to try
	 * @return a future that completes when the queue is deleted or cannot be deleted
	 */
	CompletableFuture<@Nullable Void> delete(BrokerTransport transport, Duration patience) {
		if (!this.declared || !transport.consuming().connected()) {
			return CompletableFuture.completedFuture(null);
		}
		ChannelAction<@Nullable Void> deletion = (channel) -> {
			deleteFrom(channel);
			return null;
		};
		try {
			return transport.consuming().execute(deletion, patience);
		}
		catch (Throwable ex) {
			logger.debug("The reply queue '" + this.name + "' is not deleted", ex);
			return CompletableFuture.completedFuture(null);
		}
	}

	/**
	 * Ignores failures: the queue may have been deleted, or the user may not be allowed
	 * to delete it.
	 */
	private void deleteFrom(Channel channel) {
		try {
			channel.queueDelete(this.name);
		}
		catch (IOException | ShutdownSignalException ex) {
			logger.debug("The reply queue '" + this.name + "' is not deleted", ex);
		}
	}

}
