package io.amphora.autoconfigure.connection;

import io.amphora.AmphoraException;
import io.amphora.transport.connection.BrokerConnectionFactory;
import io.amphora.transport.connection.ConnectionFailure;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * Thrown at start-up if the broker cannot be reached and fail-fast is enabled.
 */
final class BrokerUnreachableException extends AmphoraException {

	private final ConnectionFailure failure;

	private final String prefix;

	private BrokerUnreachableException(ConnectionFactory connectionFactory, String prefix, AmqpException cause) {
		super(message(connectionFactory, cause), null, cause);
		this.failure = ConnectionFailure.of(cause);
		this.prefix = prefix;
	}

	private static String message(ConnectionFactory connectionFactory, AmqpException cause) {
		String broker = "the broker at " + BrokerConnectionFactory.address(connectionFactory);
		return ConnectionFailure.of(cause).reason(broker, cause);
	}

	static void throwUnlessReachable(ConnectionFactory connectionFactory, String prefix) {
		try {
			connectionFactory.createConnection().close();
		}
		catch (AmqpException ex) {
			throw new BrokerUnreachableException(connectionFactory, prefix, ex);
		}
	}

	/** Return the probable cause. */
	ConnectionFailure failure() {
		return this.failure;
	}

	/** Return the prefix of the connection's properties. */
	String prefix() {
		return this.prefix;
	}

}
