package io.amphora.transport;

import com.rabbitmq.client.AMQP.BasicProperties;

/**
 * Does with a delivery what was decided. Thread-safe; does not block.
 */
interface Settler {

	/** The delivery with that tag is done. */
	void acknowledge(long deliveryTag);

	/** The delivery with that tag is not for us. */
	void reject(long deliveryTag, boolean requeue);

	/** Whether the broker has taken back what is not settled. */
	boolean lost();

	/** Whether something else can take the place of a delivery. */
	default boolean replaces() {
		return false;
	}

	/**
	 * A copy takes the place of the delivery with that tag. If it cannot be written, or
	 * its queue does not take it, the delivery is still to be settled.
	 */
	default void replace(long deliveryTag, BasicProperties properties, byte[] body, Runnable done, Runnable impossible,
			Runnable refused) {
		throw new UnsupportedOperationException("A request from a batch cannot be replaced");
	}

}
