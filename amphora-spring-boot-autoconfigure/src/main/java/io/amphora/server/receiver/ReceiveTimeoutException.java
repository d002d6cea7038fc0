package io.amphora.server.receiver;

import io.amphora.NoResultException;

/**
 * Thrown when the timeout of a queue receiver elapses before the maximum number of
 * requests is reached.
 */
public class ReceiveTimeoutException extends NoResultException {

	/**
	 * Create a new exception.
	 * @param message the queue and the number of requests taken
	 */
	public ReceiveTimeoutException(String message) {
		super(message, null);
	}

}
