package io.amphora.autoconfigure;

import io.amphora.AmphoraException;

import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * There is no connection to the broker, and the application shall not start without one.
 */
class BrokerUnreachableException extends AmphoraException {

	private final boolean loginRefused;

	private final String prefix;

	private BrokerUnreachableException(ConnectionFactory connectionFactory, String prefix, AmqpException cause) {
		super("Amphora cannot %s the broker at %s:%d: %s".formatted(action(cause), connectionFactory.getHost(),
				connectionFactory.getPort(), describe(cause)), null, cause);
		this.loginRefused = cause instanceof AmqpAuthenticationException;
		this.prefix = prefix;
	}

	static void throwUnlessReachable(ConnectionFactory connectionFactory, String prefix) {
		try {
			connectionFactory.createConnection().close();
		}
		catch (AmqpException ex) {
			throw new BrokerUnreachableException(connectionFactory, prefix, ex);
		}
	}

	private static String action(AmqpException cause) {
		return (cause instanceof AmqpAuthenticationException) ? "log in to" : "connect to";
	}

	private static String describe(Throwable failure) {
		Throwable cause = failure.getCause();
		return ((cause != null) ? cause : failure).toString();
	}

	boolean loginRefused() {
		return this.loginRefused;
	}

	/** What the properties of the connection begin with. */
	String prefix() {
		return this.prefix;
	}

}
