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

import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import io.amphora.transport.protection.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * A delivered message, which must be settled once. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Delivery {

	private final Envelope envelope;

	private final BasicProperties properties;

	private final byte[] body;

	private final long receivedAt;

	/** {@code null} if the broker already considers the message settled. */
	private final @Nullable Settler settler;

	/** The batch that contained this message. */
	private final @Nullable Delivery whole;

	private volatile long waited;

	private final AtomicBoolean settled = new AtomicBoolean();

	Delivery(Envelope envelope, BasicProperties properties, byte[] body, @Nullable Settler settler) {
		this(envelope, properties, body, settler, System.nanoTime(), null);
	}

	private Delivery(Envelope envelope, BasicProperties properties, byte[] body, @Nullable Settler settler,
			long receivedAt, @Nullable Delivery whole) {
		this.envelope = envelope;
		this.properties = properties;
		this.body = body;
		this.settler = settler;
		this.receivedAt = receivedAt;
		this.whole = whole;
	}

	/**
	 * Return the correlation id of a message. Some AMQP clients send an empty one instead
	 * of none.
	 * @param properties the properties of the message
	 * @return the correlation id, or {@code null} if it is missing or empty
	 */
	public static @Nullable String correlationId(BasicProperties properties) {
		String id = properties.getCorrelationId();
		return (id == null || id.isEmpty()) ? null : id;
	}

	/** Create a delivery for a message inside this one. */
	Delivery part(BasicProperties newProperties, byte[] newBody, Settler newSettler) {
		Delivery part = new Delivery(this.envelope, newProperties, newBody, newSettler, this.receivedAt, this);
		part.waited = this.waited;
		return part;
	}

	/**
	 * Return whether the message is part of a batch.
	 * @return {@code true} if it was delivered inside another message
	 */
	public boolean isPart() {
		return this.whole != null;
	}

	/**
	 * Return an object that identifies the batch of this message.
	 * @return the same object for all parts of a batch, or {@code null} for a message
	 * that was delivered alone
	 */
	public @Nullable Object batch() {
		return this.whole;
	}

	/** Return the message that the broker has delivered, which may be a batch. */
	Delivery message() {
		return (this.whole != null) ? this.whole : this;
	}

	/** Return whether the message must be settled on a channel and is not settled yet. */
	boolean open(Settler channel) {
		return this.settler == channel && !this.settled.get();
	}

	/**
	 * Return the exchange that the message was published to.
	 * @return the name
	 */
	public String exchange() {
		return this.envelope.getExchange();
	}

	/**
	 * Return the routing key that the message was published with.
	 * @return the routing key
	 */
	public String routingKey() {
		return this.envelope.getRoutingKey();
	}

	/**
	 * Return the queue that the message was delivered from, to which the default exchange
	 * routes messages with its name.
	 * @return the name, or {@code null} if the broker does not route them
	 */
	public @Nullable String queue() {
		return (this.settler != null) ? this.settler.queue() : null;
	}

	/**
	 * Return the properties of the message.
	 * @return the properties
	 */
	public BasicProperties properties() {
		return this.properties;
	}

	/**
	 * Return the body of the message.
	 * @return the bytes, which must not be changed
	 */
	public byte[] body() {
		return this.body;
	}

	/**
	 * Return why the message cannot be read. The body of such a message is empty, and its
	 * headers are missing.
	 * @return the reason, or {@code null} if the message can be read
	 */
	public @Nullable String unreadable() {
		return Unreadable.reason(this.properties);
	}

	/**
	 * Return whether the broker has delivered the message before.
	 * @return the broker's {@code redelivered} flag
	 */
	public boolean redelivered() {
		return this.envelope.isRedeliver();
	}

	/**
	 * Return when the message arrived.
	 * @return a value of {@link System#nanoTime()}
	 */
	public long receivedAt() {
		return this.receivedAt;
	}

	/**
	 * Return how long the message was in transit before it arrived.
	 * @return the time in nanoseconds, 0 unless it was {@linkplain #waited(long) set}
	 */
	public long waited() {
		return this.waited;
	}

	/**
	 * Set how long the message was in transit before it arrived. Must be called before
	 * the message is handled or {@linkplain BatchDelivery split}.
	 * @param nanos the time in nanoseconds
	 */
	public void waited(long nanos) {
		this.waited = nanos;
	}

	/**
	 * Acknowledge the message. Does not block. If the channel is lost, the broker may
	 * nevertheless redeliver the message.
	 */
	public void acknowledge() {
		if (this.settler != null && this.settled.compareAndSet(false, true)) {
			this.settler.acknowledge(this.envelope.getDeliveryTag());
		}
	}

	/**
	 * Reject the message. Does not block.
	 * @param requeue whether to requeue the message instead of dead-lettering or dropping
	 * it
	 */
	public void reject(boolean requeue) {
		if (this.settler != null && this.settled.compareAndSet(false, true)) {
			this.settler.reject(this.envelope.getDeliveryTag(), requeue);
		}
	}

	/**
	 * Return whether the channel of the message is closed or lost. The broker redelivers
	 * a message that was not settled before, to any consumer.
	 * @return {@code true} if settling the message has no effect
	 */
	public boolean lost() {
		return this.settler != null && this.settler.lost();
	}

	/**
	 * Return whether the message can be {@linkplain #replace replaced}.
	 * @return {@code false} for a part of a batch, and if the consumer does not support
	 * it
	 */
	public boolean replaceable() {
		return this.settler != null && this.settler.replaces();
	}

	/**
	 * Replace the message with a copy that has other properties, at the end of its queue.
	 * Does not block. If the connection is lost meanwhile, both messages may exist, but
	 * at least one of them always does.
	 * @param copy the properties of the copy
	 * @param done run once the message is settled, or the channel is lost; must not block
	 * @param impossible run instead if the copy cannot be written, for instance because
	 * its headers are too large: the message must be settled in another way; must not
	 * block
	 * @param refused run instead if the queue does not accept the copy for now, for
	 * instance because it is full: the message must be settled in another way; must not
	 * block
	 * @throws UnsupportedOperationException if the message is part of a batch, or if its
	 * consumer does not support it: the message must be settled in another way
	 */
	public void replace(BasicProperties copy, Runnable done, Runnable impossible, Runnable refused) {
		if (this.settler != null && this.settled.compareAndSet(false, true)) {
			try {
				this.settler.replace(this.envelope.getDeliveryTag(), copy, this.body, done, () -> unsettled(impossible),
						() -> unsettled(refused));
			}
			catch (UnsupportedOperationException ex) {
				this.settled.set(false);
				throw ex;
			}
		}
	}

	private void unsettled(Runnable action) {
		this.settled.set(false);
		action.run();
	}

	/**
	 * Acknowledges, rejects or replaces deliveries. Thread-safe; does not block.
	 */
	interface Settler {

		/** Acknowledge the delivery with this tag. */
		void acknowledge(long deliveryTag);

		/** Reject the delivery with this tag. */
		void reject(long deliveryTag, boolean requeue);

		/**
		 * Return whether the channel is lost, so that the broker redelivers unsettled
		 * messages.
		 */
		boolean lost();

		/**
		 * Return the queue of the deliveries, if the default exchange routes its name to
		 * it.
		 */
		default @Nullable String queue() {
			return null;
		}

		/** Return whether deliveries can be replaced. */
		default boolean replaces() {
			return false;
		}

		/**
		 * Replace the delivery with this tag with a copy. If the copy cannot be written,
		 * or its queue does not accept it, the delivery must still be settled.
		 */
		default void replace(long deliveryTag, BasicProperties properties, byte[] body, Runnable done,
				Runnable impossible, Runnable refused) {
			throw new UnsupportedOperationException("A request from a batch cannot be replaced");
		}

	}

}
