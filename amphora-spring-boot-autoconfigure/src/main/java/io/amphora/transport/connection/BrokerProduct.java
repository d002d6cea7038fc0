package io.amphora.transport.connection;

import java.util.Map;

import com.rabbitmq.client.Channel;

/**
 * Identifies the broker by the properties that it sends when a connection is opened.
 */
public final class BrokerProduct {

	private BrokerProduct() {
	}

	/**
	 * Return whether the broker is Qpid, the embedded broker. Does not contact the
	 * broker.
	 * @param channel a channel of the broker
	 * @return {@code true} if the broker calls itself Qpid
	 */
	public static boolean isQpid(Channel channel) {
		Map<String, Object> broker = channel.getConnection().getServerProperties();
		return broker != null && String.valueOf(broker.get("product")).contains("Qpid");
	}

}
