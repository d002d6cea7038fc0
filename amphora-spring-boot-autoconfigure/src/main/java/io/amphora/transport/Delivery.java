package io.amphora.transport;

import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A message that the broker has delivered and that somebody has to settle, once.
 * Thread-safe.
 */
public final class Delivery {

	private final Envelope envelope;

	private final BasicProperties properties;

	private final byte[] body;

	private final long receivedAt;

	/** Missing from what the broker counts as settled already. */
	private final @Nullable Settler settler;

	/** The message that this one came inside of. */
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

	/** A message that came inside of this one. */
	Delivery part(BasicProperties newProperties, byte[] newBody, Settler newSettler) {
		Delivery part = new Delivery(this.envelope, newProperties, newBody, newSettler, this.receivedAt, this);
		part.waited = this.waited;
		return part;
	}

	/**
	 * Whether the message came inside of another one.
	 * @return {@code true} for a part of a batch
	 */
	public boolean isPart() {
		return this.whole != null;
	}

	/**
	 * What the message has in common with those that came inside of the same one.
	 * @return the same object for all of them, or {@code null} if the message came alone
	 */
	public @Nullable Object batch() {
		return this.whole;
	}

	/** The message that the broker has delivered, which may carry others. */
	Delivery message() {
		return (this.whole != null) ? this.whole : this;
	}

	/** Whether the message has to be settled on a channel, and is not settled yet. */
	boolean open(Settler channel) {
		return this.settler == channel && !this.settled.get();
	}

	/**
	 * The exchange that the message was published to.
	 * @return the name
	 */
	public String exchange() {
		return this.envelope.getExchange();
	}

	/**
	 * The routing key that the message was published with.
	 * @return the routing key
	 */
	public String routingKey() {
		return this.envelope.getRoutingKey();
	}

	/**
	 * The properties of the message.
	 * @return the properties
	 */
	public BasicProperties properties() {
		return this.properties;
	}

	/**
	 * The body of the message.
	 * @return the bytes, not to be changed
	 */
	public byte[] body() {
		return this.body;
	}

	/**
	 * Why the message cannot be read. Its body is empty then, and its headers are
	 * missing.
	 * @return the reason, or {@code null} for a message as it was sent
	 */
	public @Nullable String unreadable() {
		return Unreadable.reason(this.properties);
	}

	/**
	 * Whether the broker has delivered the message before.
	 * @return the broker's {@code redelivered} flag
	 */
	public boolean redelivered() {
		return this.envelope.isRedeliver();
	}

	/**
	 * When the message arrived.
	 * @return a value of {@link System#nanoTime()}
	 */
	public long receivedAt() {
		return this.receivedAt;
	}

	/**
	 * How long the message was on its way before it arrived.
	 * @return nanoseconds, 0 if nobody has {@linkplain #waited(long) told}
	 */
	public long waited() {
		return this.waited;
	}

	/**
	 * Tell how long the message was on its way before it arrived, before it is handled or
	 * {@linkplain DeliveryParts taken apart}.
	 * @param nanos nanoseconds
	 */
	public void waited(long nanos) {
		this.waited = nanos;
	}

	/**
	 * The message is done. Does not block; after a lost channel the broker delivers the
	 * message again all the same.
	 */
	public void acknowledge() {
		if (this.settler != null && this.settled.compareAndSet(false, true)) {
			this.settler.acknowledge(this.envelope.getDeliveryTag());
		}
	}

	/**
	 * The message is not for us. Does not block.
	 * @param requeue whether it goes back to its queue, or is dead-lettered or dropped
	 */
	public void reject(boolean requeue) {
		if (this.settler != null && this.settled.compareAndSet(false, true)) {
			this.settler.reject(this.envelope.getDeliveryTag(), requeue);
		}
	}

	/**
	 * Whether the channel that the message came over is closed or lost. If the message
	 * was not settled before, the broker delivers it again, to any consumer.
	 * @return {@code true} if it is in vain to settle the message
	 */
	public boolean lost() {
		return this.settler != null && this.settler.lost();
	}

	/**
	 * Whether the message can be {@linkplain #replace replaced}.
	 * @return {@code false} for a part of a batch, and if the consumer was not set up for
	 * it
	 */
	public boolean replaceable() {
		return this.settler != null && this.settler.replaces();
	}

	/**
	 * Put a copy of the message with other properties at the end of its queue, in place
	 * of the message. Does not block. If the connection is lost meanwhile there may be
	 * both, but there is always one of them.
	 * @param copy the properties of the copy
	 * @param done run when that has been written, or the channel is lost; must not block
	 * @param impossible run instead if the copy cannot be written, for instance because
	 * its headers are too large: the message has to be settled in another way; must not
	 * block
	 * @param refused run instead if the queue does not take the copy for now, for
	 * instance because it is full: the message has to be settled in another way; must not
	 * block
	 * @throws UnsupportedOperationException if the message is not {@link #replaceable()}
	 */
	public void replace(BasicProperties copy, Runnable done, Runnable impossible, Runnable refused) {
		if (this.settler != null && this.settled.compareAndSet(false, true)) {
			this.settler.replace(this.envelope.getDeliveryTag(), copy, this.body, done, () -> unsettled(impossible),
					() -> unsettled(refused));
		}
	}

	private void unsettled(Runnable action) {
		this.settled.set(false);
		action.run();
	}

}
