package io.amphora.server;

/**
 * Where a server sends replies. Callers name the target in the {@code reply_to} of a
 * request, and the server publishes to it with its own permissions.
 */
public enum ReplyTargets {

	/**
	 * The response exchange of the service only, with the {@code reply_to} as the routing
	 * key. Response queues of clients are bound to it. The server needs no permission for
	 * the default exchange, and there are no direct replies.
	 */
	RESPONSE_EXCHANGE,

	/**
	 * Response queues of the service by their names, direct replies, and for any other
	 * {@code reply_to} the response exchange of the service, as with
	 * {@link #RESPONSE_EXCHANGE}.
	 */
	SERVICE,

	/**
	 * Any queue, by its name: a caller can have the server write replies into every queue
	 * of the virtual host. For callers that cannot bind their queues to the response
	 * exchange.
	 */
	ANY

}
