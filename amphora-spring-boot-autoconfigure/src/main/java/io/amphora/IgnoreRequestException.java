package io.amphora;

/**
 * Thrown by a function to ignore a request. An ordinary server requeues the request for
 * another server; a fanout server drops it without a reply.
 */
public class IgnoreRequestException extends AmphoraException {

	/**
	 * Create a new exception.
	 * @param message why the request is ignored; logged, and sent to the caller if no
	 * server accepts the request and servers include messages in error replies
	 */
	public IgnoreRequestException(String message) {
		super(message, null, null);
	}

}
