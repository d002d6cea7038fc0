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

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of one subscription on one channel. Deliveries arrive on a thread of the
 * connection, one at a time.
 */
final class QueueConsumer extends DefaultConsumer {

	private static final Log logger = LogFactory.getLog(QueueConsumer.class);

	private final DeliveryDispatcher dispatcher;

	private final ChannelSettlement settlement;

	private final DeliveryLimit limit;

	private final Listener listener;

	private final Queue<Delivery> surplus = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<Void> settled = new CompletableFuture<>();

	/**
	 * Owned by the worker thread, which may need it before the consumer is notified of
	 * it.
	 */
	private @Nullable String tag;

	private volatile boolean active;

	private volatile boolean delivered;

	private volatile boolean cancelled;

	/** Whether the broker has stopped delivering to this consumer. */
	private volatile boolean ended;

	QueueConsumer(Channel channel, DeliveryDispatcher dispatcher, ChannelSettlement settlement, DeliveryLimit limit,
			Listener listener) {
		super(channel);
		this.dispatcher = dispatcher;
		this.settlement = settlement;
		this.limit = limit;
		this.listener = listener;
		settlement.onSettled(this::checkSettled);
	}

	void consume(String queue, int prefetch) throws IOException {
		getChannel().basicQos(prefetch);
		this.active = true;
		this.tag = getChannel().basicConsume(queue, false, this);
	}

	boolean active() {
		return this.active;
	}

	/** Return whether the broker has delivered a message to this consumer. */
	boolean delivered() {
		return this.delivered;
	}

	/**
	 * Stop consuming. The future completes when all deliveries are settled. Deliveries
	 * that arrive before the broker has cancelled the consumer are handled like the
	 * others: after a requeue they would count as redelivered.
	 */
	CompletableFuture<Void> cancel() {
		if (this.cancelled) {
			return this.settled;
		}
		this.cancelled = true;
		if (!this.active || !cancelAtBroker()) {
			ended();
		}
		this.active = false;
		checkSettled();
		return this.settled;
	}

	/**
	 * Return whether the broker will confirm the cancellation, after the last delivery.
	 */
	private boolean cancelAtBroker() {
		try {
			getChannel().basicCancel(this.tag);
			return true;
		}
		catch (IOException | ShutdownSignalException ex) {
			logger.debug("The consumer no longer exists", ex);
			return false;
		}
	}

	/** The broker delivers no more. */
	private void ended() {
		this.ended = true;
		requeueSurplus();
		checkSettled();
	}

	/**
	 * Requeue the deliveries beyond the limit. This must wait until the broker has
	 * cancelled the consumer, or it would deliver them here again and again.
	 */
	private void requeueSurplus() {
		Delivery next = this.surplus.poll();
		while (next != null) {
			next.reject(true);
			next = this.surplus.poll();
		}
	}

	ChannelSettlement settlement() {
		return this.settlement;
	}

	/** The channel is lost, and with it all unsettled deliveries. */
	void lost() {
		this.active = false;
		this.settled.complete(null);
	}

	/** Another consumer takes over the channel and its unsettled deliveries. */
	void replaced() {
		this.settled.complete(null);
	}

	/** Cancel this consumer, which another one has replaced. */
	void retire() throws IOException {
		replaced();
		this.active = false;
		getChannel().basicCancel(this.tag);
	}

	private void checkSettled() {
		if (this.cancelled && this.ended && this.settlement.open() == 0) {
			this.settled.complete(null);
		}
	}

	@Override
	public void handleDelivery(String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
		this.delivered = true;
		this.settlement.delivered();
		Delivery delivery = new Delivery(envelope, properties, body, this.settlement);
		if (!this.limit.take()) {
			this.surplus.add(delivery);
			return;
		}
		if (this.limit.reached()) {
			this.listener.limitReached();
		}
		this.dispatcher.dispatch(delivery);
	}

	@Override
	public void handleCancelOk(String consumerTag) {
		ended();
	}

	@Override
	public void handleCancel(String consumerTag) {
		this.active = false;
		ended();
		this.listener.cancelledByBroker();
	}

	@Override
	public void handleShutdownSignal(String consumerTag, @Nullable ShutdownSignalException signal) {
		this.active = false;
	}

	/** Called on a thread of the connection, which it must not block. */
	interface Listener {

		void cancelledByBroker();

		void limitReached();

	}

	/**
	 * Counts the deliveries of a subscription over all of its channels, up to a maximum.
	 * Thread-safe.
	 */
	static final class DeliveryLimit {

		private final int maximum;

		private final AtomicInteger taken = new AtomicInteger();

		DeliveryLimit(int maximum) {
			this.maximum = maximum;
		}

		/** Count one more delivery and return whether it is within the maximum. */
		boolean take() {
			if (this.maximum == 0) {
				this.taken.incrementAndGet();
				return true;
			}
			return this.taken.getAndUpdate((count) -> Math.min(count + 1, this.maximum)) < this.maximum;
		}

		boolean reached() {
			return this.maximum > 0 && this.taken.get() >= this.maximum;
		}

		int taken() {
			return this.taken.get();
		}

	}

}
