package io.amphora.server;

/**
 * What a server is about, as told by its lifecycle methods. It says nothing of the
 * connection: see {@link AmphoraServer#serving()}.
 */
public enum ServerState {

	/** Not started yet, or stopped. */
	STOPPED,

	/** Takes requests, as far as there is a connection. */
	SERVING,

	/** Takes no further requests, and finishes those that it has. */
	PREPARING_STOP,

	/** Stopped for good. */
	CLOSED

}
