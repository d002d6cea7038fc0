package io.amphora;

/**
 * Thrown by a function that does not want a request. An ordinary server gives the request
 * back, so that another server gets it; a fanout server drops it without an answer.
 */
public class IgnoreRequestException extends AmphoraException {

	/**
	 * Create a new exception.
	 * @param message why the request is ignored, for the log, and for the caller if no
	 * server takes the request and the server is set to include messages
	 */
	public IgnoreRequestException(String message) {
		super(message, null, null);
	}

}
