package io.amphora.client;

/**
 * What a client is about, as told by its lifecycle methods. It says nothing of the
 * connection.
 */
public enum ClientState {

	/** Not started yet, or stopped: calls are held. */
	STOPPED,

	/** Sends and receives, as far as there is a connection. */
	SERVING,

	/** Stopped for good. */
	CLOSED

}
