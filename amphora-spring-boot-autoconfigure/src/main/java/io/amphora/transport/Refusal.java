package io.amphora.transport;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a broker's refusals from lost connections.
 */
final class Refusal {

	/** The id of the AMQP class whose methods open a connection. */
	private static final int CONNECTION_CLASS = 10;

	private Refusal() {
	}

	/** Whether a queue or an exchange is missing. */
	static boolean notFound(Throwable failure) {
		ShutdownSignalException signal = signal(failure);
		return signal != null && signal.getReason() instanceof AMQP.Channel.Close close
				&& close.getReplyCode() == AMQP.NOT_FOUND;
	}

	/** The broker's answer if it refused an exchange or a queue for good. */
	static @Nullable TopologyException of(Throwable failure) {
		if (failure instanceof TopologyException refusal) {
			return refusal;
		}
		ShutdownSignalException signal = signal(failure);
		Method reason = (signal != null) ? signal.getReason() : null;
		if (reason instanceof AMQP.Channel.Close close) {
			return of(close.getReplyCode(), close.getReplyText(), failure);
		}
		if (reason instanceof AMQP.Connection.Close close && !refusesConnection(close)) {
			return of(close.getReplyCode(), close.getReplyText(), failure);
		}
		return null;
	}

	/**
	 * Whether the broker refuses the login or the virtual host. Brokers other than
	 * RabbitMQ close the connection with the same codes when they refuse a queue; the
	 * class of the method tells the two apart.
	 */
	private static boolean refusesConnection(AMQP.Connection.Close close) {
		int code = close.getReplyCode();
		return (code == AMQP.ACCESS_REFUSED || code == AMQP.NOT_ALLOWED) && close.getClassId() <= CONNECTION_CLASS;
	}

	private static @Nullable TopologyException of(int code, String text, Throwable failure) {
		String remedy = switch (code) {
			case AMQP.PRECONDITION_FAILED ->
				"It exists with other arguments than the ones given here: delete it, or configure the same arguments.";
			case AMQP.NOT_FOUND -> text.contains("down or inaccessible") ? null
					: "It does not exist: create it first, or correct the name.";
			case AMQP.ACCESS_REFUSED -> "Give the user the permission, or log in as another.";
			case AMQP.RESOURCE_LOCKED, AMQP.NOT_ALLOWED ->
				"Another connection uses it exclusively: give each client an uuid of its own.";
			default -> null;
		};
		return (remedy != null) ? new TopologyException("The broker refuses: " + text + ". " + remedy, failure) : null;
	}

	private static @Nullable ShutdownSignalException signal(@Nullable Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ShutdownSignalException signal) {
				return signal;
			}
		}
		return null;
	}

}
