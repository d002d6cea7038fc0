package io.amphora.client;

/**
 * Lifecycle state of a client, as set by its lifecycle methods. It does not depend on the
 * connection.
 */
public enum ClientState {

	/** Not started or stopped: calls are buffered. */
	STOPPED,

	/** Sends and receives while connected. */
	SERVING,

	/** Closed: cannot be started again. */
	CLOSED

}
