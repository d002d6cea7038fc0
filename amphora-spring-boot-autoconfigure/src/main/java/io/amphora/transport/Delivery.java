package io.amphora.transport;

import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;

/**
 * A message that the broker has delivered and that somebody has to settle, once.
 * Thread-safe.
 */
public final class Delivery {

	private final Envelope envelope;

	private final BasicProperties properties;

	private final byte[] body;

	private final long receivedAt = System.nanoTime();

	private final Settlement settlement;

	private final AtomicBoolean settled = new AtomicBoolean();

	Delivery(Envelope envelope, BasicProperties properties, byte[] body, Settlement settlement) {
		this.envelope = envelope;
		this.properties = properties;
		this.body = body;
		this.settlement = settlement;
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
	 * The message is done. Does not block; after a lost channel the broker delivers the
	 * message again all the same.
	 */
	public void acknowledge() {
		if (this.settled.compareAndSet(false, true)) {
			this.settlement.acknowledge(this.envelope.getDeliveryTag());
		}
	}

	/**
	 * The message is not for us. Does not block.
	 * @param requeue whether it goes back to its queue, or is dead-lettered or dropped
	 */
	public void reject(boolean requeue) {
		if (this.settled.compareAndSet(false, true)) {
			this.settlement.reject(this.envelope.getDeliveryTag(), requeue);
		}
	}

}
