package io.amphora.server;

/**
 * Lifecycle state of a server, set by its lifecycle methods. It is independent of the
 * connection: see {@link AmphoraServer#serving()}.
 */
public enum ServerState {

	/** Not started yet, or stopped. */
	STOPPED,

	/** Takes requests while there is a connection. */
	SERVING,

	/** Takes no further requests and finishes the current ones. */
	PREPARING_STOP,

	/** Stopped permanently. */
	CLOSED

}
