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

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.Channel;
import io.amphora.TopologyException;
import io.amphora.topology.ChannelRefusal;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.ChannelAction;
import org.jspecify.annotations.Nullable;

/**
 * Creates and removes request queues, one change after the other, so that a queue that is
 * removed and created again exists at the end. The monitor guards {@link #last}.
 *
 * @since 0.1.0
 */
public final class RequestQueueAdmin {

	private static final ChannelAction<@Nullable Void> NO_CHECK = (channel) -> null;

	private final ServiceTopology topology;

	private final BrokerTransport transport;

	private final Duration patience;

	private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);

	/**
	 * Create an administration of queues.
	 * @param topology the topology of the service
	 * @param transport the transport of the client
	 * @param patience how long to wait for the broker
	 */
	public RequestQueueAdmin(ServiceTopology topology, BrokerTransport transport, Duration patience) {
		this.topology = topology;
		this.transport = transport;
		this.patience = patience;
	}

	/**
	 * Create a queue.
	 * @param queue the queue
	 * @return a future that completes when the broker has created the queue
	 */
	public CompletableFuture<@Nullable Void> create(RequestQueue queue) {
		boolean own = queue.brokerName().equals(this.topology.requestQueue());
		return after(own ? NO_CHECK : new ExchangeCheck(queue.brokerName(), "created"), (channel) -> {
			this.topology.requests()
				.and(this.topology.requestQueue(queue.brokerName(), queue.routingKey(), queue.expires()))
				.declare(channel);
			return null;
		});
	}

	/**
	 * Remove a queue.
	 * @param queue the name of the queue on the broker
	 * @return a future that completes when the broker has deleted the queue
	 */
	public CompletableFuture<@Nullable Void> remove(String queue) {
		return after(new ExchangeCheck(queue, "removed"), (channel) -> {
			delete(channel, queue);
			return null;
		});
	}

	/** Some brokers refuse to delete a queue that does not exist. */
	private static void delete(Channel channel, String queue) throws IOException {
		try {
			channel.queueDelete(queue);
		}
		catch (IOException ex) {
			if (!ChannelRefusal.isNotFound(ex)) {
				throw ex;
			}
		}
	}

	private synchronized CompletableFuture<@Nullable Void> after(ChannelAction<@Nullable Void> check,
			ChannelAction<@Nullable Void> change) {
		CompletableFuture<@Nullable Void> changed = this.last.handle((done, failure) -> null)
			.thenCompose((ignored) -> this.transport.consuming().execute(check, this.patience))
			.thenCompose((ignored) -> this.transport.consuming().execute(change, this.patience));
		this.last = changed;
		return changed.copy();
	}

	/**
	 * Refuses to change a queue that has the name of an exchange, because the queue is
	 * probably the request queue of a service. Needs its own channel, because the broker
	 * closes the channel if the exchange does not exist.
	 *
	 * @param queue the name of the queue on the broker
	 * @param change the change to refuse
	 */
	private record ExchangeCheck(String queue, String change) implements ChannelAction<@Nullable Void> {

		@Override
		public @Nullable Void execute(Channel channel) throws IOException {
			if (isExchange(channel)) {
				throw new TopologyException(
						"Queue '%s' cannot be %s: there is an exchange with this name, as for each service. Use another name."
							.formatted(this.queue, this.change));
			}
			return null;
		}

		private boolean isExchange(Channel channel) throws IOException {
			try {
				channel.exchangeDeclarePassive(this.queue);
				return true;
			}
			catch (IOException ex) {
				if (ChannelRefusal.isNotFound(ex)) {
					return false;
				}
				throw ex;
			}
		}

	}

}
