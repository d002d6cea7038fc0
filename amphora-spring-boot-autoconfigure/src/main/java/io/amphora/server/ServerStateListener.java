package io.amphora.server;

/**
 * Told when the state of a server changes.
 */
@FunctionalInterface
public interface ServerStateListener {

	/**
	 * The state has changed. Called once for each change, in their order and one at a
	 * time, on the thread that made the change or on one that made another change.
	 * @param server the server
	 * @param state its new state
	 */
	void changed(AmphoraServer server, ServerState state);

}
