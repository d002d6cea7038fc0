package io.amphora.transport.connection;

import org.springframework.amqp.AmqpException;

/**
 * Thrown by a login if the application does not provide credentials. It has no cause, and
 * its message only names the type of the exception: messages of credentials providers may
 * contain secrets.
 */
final class CredentialsException extends AmqpException {

	/**
	 * Create an exception.
	 * @param reason the reason, without a full stop
	 */
	CredentialsException(String reason) {
		super(reason);
	}

}
