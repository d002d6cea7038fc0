package io.amphora.topology;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;

/**
 * Reads why the broker has closed a channel.
 */
public final class ChannelRefusal {

	private ChannelRefusal() {
	}

	/**
	 * Return whether the broker has closed the channel because a queue or an exchange
	 * does not exist.
	 * @param failure the exception thrown by the channel, or one that it has caused
	 * @return {@code false} for any other failure
	 */
	public static boolean isNotFound(Throwable failure) {
		AMQP.Channel.Close close = close(failure);
		return close != null && close.getReplyCode() == AMQP.NOT_FOUND;
	}

	/**
	 * Return the text with which the broker has closed the channel.
	 * @param failure the exception thrown by the channel, or one that it has caused
	 * @return the text, empty for any other failure
	 */
	static String text(Throwable failure) {
		AMQP.Channel.Close close = close(failure);
		return (close != null) ? close.getReplyText() : "";
	}

	private static AMQP.Channel.@Nullable Close close(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ShutdownSignalException signal) {
				return (signal.getReason() instanceof AMQP.Channel.Close close) ? close : null;
			}
		}
		return null;
	}

}
