package io.amphora.server;

import io.amphora.NoResultException;

/**
 * A server that received from a queue had to stop before it had taken as many requests as
 * it was meant to.
 */
public class ReceiveTimeoutException extends NoResultException {

	/**
	 * Create a new exception.
	 * @param message which queue, and how far it got
	 */
	public ReceiveTimeoutException(String message) {
		super(message, null);
	}

}
