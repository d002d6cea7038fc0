package io.amphora.transport;

import com.rabbitmq.client.AMQP.BasicProperties;

/**
 * Acknowledges, rejects or replaces deliveries. Thread-safe; does not block.
 */
interface DeliverySettler {

	/** Acknowledge the delivery with this tag. */
	void acknowledge(long deliveryTag);

	/** Reject the delivery with this tag. */
	void reject(long deliveryTag, boolean requeue);

	/**
	 * Return whether the channel is lost, so that the broker redelivers unsettled
	 * messages.
	 */
	boolean lost();

	/** Return whether deliveries can be replaced. */
	default boolean replaces() {
		return false;
	}

	/**
	 * Replace the delivery with this tag with a copy. If the copy cannot be written, or
	 * its queue does not accept it, the delivery must still be settled.
	 */
	default void replace(long deliveryTag, BasicProperties properties, byte[] body, Runnable done, Runnable impossible,
			Runnable refused) {
		throw new UnsupportedOperationException("A request from a batch cannot be replaced");
	}

}
