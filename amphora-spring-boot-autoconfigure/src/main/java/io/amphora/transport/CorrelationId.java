package io.amphora.transport;

import com.rabbitmq.client.AMQP.BasicProperties;
import org.jspecify.annotations.Nullable;

/**
 * Reads correlation ids. Some AMQP clients send an empty one instead of none.
 */
public final class CorrelationId {

	private CorrelationId() {
	}

	/**
	 * Return the correlation id of a message.
	 * @param properties the properties of the message
	 * @return the correlation id, or {@code null} if it is missing or empty
	 */
	public static @Nullable String of(BasicProperties properties) {
		String id = properties.getCorrelationId();
		return (id == null || id.isEmpty()) ? null : id;
	}

}
