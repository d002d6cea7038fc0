package io.amphora.client;

/**
 * Listener for changes of a client's state.
 */
@FunctionalInterface
public interface ClientStateListener {

	/**
	 * Handle a change of state. Called once for each change, in order and by one thread
	 * at a time: the thread that made the change, or one that made another change.
	 * @param client the client
	 * @param state its new state
	 */
	void changed(AmphoraClient client, ClientState state);

}
