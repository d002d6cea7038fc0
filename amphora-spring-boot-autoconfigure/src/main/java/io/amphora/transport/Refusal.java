package io.amphora.transport;

import java.util.regex.Pattern;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpAuthenticationException;

/**
 * Tells a broker's refusals from lost connections.
 */
final class Refusal {

	/** The id of the AMQP class whose methods open a connection. */
	private static final int CONNECTION_CLASS = 10;

	private static final Pattern VIRTUAL_HOST = Pattern.compile("access to vhost .* refused for user '[^']*'$");

	private Refusal() {
	}

	/** Whether a queue or an exchange is missing. */
	static boolean notFound(Throwable failure) {
		ShutdownSignalException signal = signal(failure);
		return signal != null && signal.getReason() instanceof AMQP.Channel.Close close
				&& close.getReplyCode() == AMQP.NOT_FOUND;
	}

	/**
	 * Whether the broker could be reached and refused the login, the virtual host, an
	 * exchange or a queue.
	 */
	static boolean isRefusal(Throwable failure) {
		return failure instanceof AmqpAuthenticationException || of(failure) != null;
	}

	/** The reply code of the broker, or -1 without one. */
	static int code(Throwable failure) {
		ShutdownSignalException signal = signal(failure);
		Method reason = (signal != null) ? signal.getReason() : null;
		if (reason instanceof AMQP.Channel.Close close) {
			return close.getReplyCode();
		}
		return (reason instanceof AMQP.Connection.Close close) ? close.getReplyCode() : -1;
	}

	/**
	 * The broker's answer if it refused a virtual host, an exchange or a queue, which may
	 * help only after somebody has changed something.
	 */
	static @Nullable TopologyException of(Throwable failure) {
		if (failure instanceof TopologyException refusal) {
			return refusal;
		}
		ShutdownSignalException signal = signal(failure);
		Method reason = (signal != null) ? signal.getReason() : null;
		if (reason instanceof AMQP.Channel.Close close) {
			return of(close.getReplyCode(), close.getReplyText(), failure);
		}
		if (reason instanceof AMQP.Connection.Close close) {
			return refusesConnection(close) ? virtualHost(close.getReplyText(), failure)
					: of(close.getReplyCode(), close.getReplyText(), failure);
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

	/** A virtual host that is down and a limit of connections pass by themselves. */
	private static @Nullable TopologyException virtualHost(String text, Throwable failure) {
		if (text.endsWith("not found")) {
			return refused(text, "Create the virtual host, or correct its name.", failure);
		}
		if (VIRTUAL_HOST.matcher(text).find()) {
			return refused(text, "Give the user permissions in the virtual host, or log in as another.", failure);
		}
		return null;
	}

	private static @Nullable TopologyException of(int code, String text, Throwable failure) {
		String remedy = switch (code) {
			case AMQP.PRECONDITION_FAILED -> text.contains("invalid arg") ? "Correct the value of the argument."
					: "It exists with other arguments than the ones given here: delete it,"
							+ " or configure the same arguments.";
			case AMQP.NOT_FOUND -> text.contains("down or inaccessible") ? null
					: "It does not exist: create it first, or correct the name.";
			case AMQP.ACCESS_REFUSED -> "Give the user the permission, or log in as another.";
			case AMQP.RESOURCE_LOCKED, AMQP.NOT_ALLOWED ->
				"Another connection uses it exclusively: give each client an uuid of its own.";
			default -> null;
		};
		return (remedy != null) ? refused(text, remedy, failure) : null;
	}

	private static TopologyException refused(String text, String remedy, Throwable failure) {
		return new TopologyException("The broker refuses: " + text + ". " + remedy, failure);
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
