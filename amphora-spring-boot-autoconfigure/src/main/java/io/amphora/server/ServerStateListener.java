package io.amphora.server;

/**
 * Told when the state of a server changes.
 */
@FunctionalInterface
public interface ServerStateListener {

	/**
	 * The state has changed. Called on the thread that changed it, after the change.
	 * @param server the server
	 * @param state its new state
	 */
	void changed(AmphoraServer server, ServerState state);

}
