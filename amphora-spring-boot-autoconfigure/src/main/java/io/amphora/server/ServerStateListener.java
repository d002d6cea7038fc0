package io.amphora.server;

/**
 * Listener for changes of the state of a server.
 */
@FunctionalInterface
public interface ServerStateListener {

	/**
	 * Handle a change of the state. Called once for each change, in order and one at a
	 * time, on the thread that made this change or another one.
	 * @param server the server
	 * @param state its new state
	 */
	void changed(AmphoraServer server, ServerState state);

}
