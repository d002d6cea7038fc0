package io.amphora.client;

/**
 * Told when the state of a client changes.
 */
@FunctionalInterface
public interface ClientStateListener {

	/**
	 * The state has changed. Called once for each change, in their order and one at a
	 * time, on the thread that made the change or on one that made another change.
	 * @param client the client
	 * @param state its new state
	 */
	void changed(AmphoraClient client, ClientState state);

}
