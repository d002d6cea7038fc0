package io.amphora.autoconfigure;

import java.util.regex.Pattern;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * There is no connection to the broker, and the application shall not start without one.
 */
class BrokerUnreachableException extends AmphoraException {

	/** Neither one that is down nor one that has too many connections. */
	private static final Pattern WRONG_VIRTUAL_HOST = Pattern.compile("(?i)^(?!.*(limit|down)).*(vhost|virtual host)");

	private final Mistake mistake;

	private final String prefix;

	private BrokerUnreachableException(ConnectionFactory connectionFactory, String prefix, AmqpException cause) {
		super(message(connectionFactory, cause), null, cause);
		this.mistake = Mistake.of(cause);
		this.prefix = prefix;
	}

	private static String message(ConnectionFactory connectionFactory, AmqpException cause) {
		AMQP.Connection.Close refusal = refusal(cause);
		return "Amphora cannot %s the broker at %s:%d: %s".formatted(Mistake.of(cause).action,
				connectionFactory.getHost(), connectionFactory.getPort(),
				(refusal != null) ? refusal.getReplyText() : describe(cause));
	}

	static void throwUnlessReachable(ConnectionFactory connectionFactory, String prefix) {
		try {
			connectionFactory.createConnection().close();
		}
		catch (AmqpException ex) {
			throw new BrokerUnreachableException(connectionFactory, prefix, ex);
		}
	}

	private static String describe(Throwable failure) {
		Throwable cause = failure.getCause();
		return ((cause != null) ? cause : failure).toString();
	}

	/** Why the broker has closed the connection, if it has. */
	private static AMQP.Connection.@Nullable Close refusal(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ShutdownSignalException signal
					&& signal.getReason() instanceof AMQP.Connection.Close close) {
				return close;
			}
		}
		return null;
	}

	Mistake mistake() {
		return this.mistake;
	}

	/** What the properties of the connection begin with. */
	String prefix() {
		return this.prefix;
	}

	/**
	 * What is probably wrong.
	 */
	enum Mistake {

		LOGIN("log in to", "Correct '%1$s.username' and '%1$s.password'"),

		VIRTUAL_HOST("use the virtual host of",
				"Create the virtual host, give the user permissions in it, or correct '%1$s.virtual-host'"),

		ADDRESS("connect to", "Start the broker, or correct '%1$s.host', '%1$s.port' or '%1$s.addresses'");

		private final String action;

		private final String remedy;

		Mistake(String action, String remedy) {
			this.action = action;
			this.remedy = remedy;
		}

		/** A sentence about the properties, with a place for what they begin with. */
		String remedy() {
			return this.remedy;
		}

		private static Mistake of(AmqpException failure) {
			if (failure instanceof AmqpAuthenticationException) {
				return LOGIN;
			}
			AMQP.Connection.Close refusal = refusal(failure);
			return (refusal != null && WRONG_VIRTUAL_HOST.matcher(refusal.getReplyText()).find()) ? VIRTUAL_HOST
					: ADDRESS;
		}

	}

}
