package io.amphora.client;

/**
 * Told when the state of a client changes.
 */
@FunctionalInterface
public interface ClientStateListener {

	/**
	 * The state has changed. Called on the thread that changed it, after the change.
	 * @param client the client
	 * @param state its new state
	 */
	void changed(AmphoraClient client, ClientState state);

}
