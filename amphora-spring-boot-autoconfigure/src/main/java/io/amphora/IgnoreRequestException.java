package io.amphora;

/**
 * Thrown by a function to ignore a request. An ordinary server requeues the request for
 * another server; a fanout server drops it without a reply.
 */
public class IgnoreRequestException extends AmphoraException {

	/**
	 * Create a new exception.
	 * @param message why the request is ignored; logged, and sent to the caller if the
	 * request is finally rejected and the server is set to include messages
	 */
	public IgnoreRequestException(String message) {
		super(message, null, null);
	}

}
