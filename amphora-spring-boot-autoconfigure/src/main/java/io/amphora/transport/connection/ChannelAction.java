package io.amphora.transport.connection;

import java.io.IOException;

import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;

/**
 * An action that uses a channel of its own.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface ChannelAction<T extends @Nullable Object> {

	/**
	 * Use the channel.
	 * @param channel an open channel, which is closed afterwards
	 * @return the result
	 * @throws IOException if the broker refuses or the connection is lost
	 */
	T execute(Channel channel) throws IOException;

}
