package io.amphora;

/**
 * Thrown by a function to ignore a request. An ordinary server requeues the request for
 * another server; a fanout server drops it without a reply.
 */
public class IgnoreRequestException extends AmphoraException {

	/**
	 * Create a new exception. <<<<<<< HEAD
	 * @param message why the request is ignored; logged, and sent to the caller if no
	 * server accepts the request and servers include messages in error replies =======
	 * @param message why the request is ignored, for the log, and for the caller if the
	 * request is finally rejected and the server is set to include messages >>>>>>>
	 * 7bf5f10 (Correct two comments on batches and ignored requests)
	 */
	public IgnoreRequestException(String message) {
		super(message, null, null);
	}

}
