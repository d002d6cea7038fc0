package io.amphora.client;

import org.springframework.context.ApplicationEvent;

/**
 * Published to the application when the state of a client changes.
 */
public class AmphoraClientStateEvent extends ApplicationEvent {

	private final transient AmphoraClient client;

	private final ClientState state;

	/**
	 * Create a new event.
	 * @param client the client
	 * @param state its new state
	 */
	public AmphoraClientStateEvent(AmphoraClient client, ClientState state) {
		super(client);
		this.client = client;
		this.state = state;
	}

	/**
	 * The client.
	 * @return the client
	 */
	public AmphoraClient client() {
		return this.client;
	}

	/**
	 * The new state.
	 * @return the state
	 */
	public ClientState state() {
		return this.state;
	}

	@Override
	public String toString() {
		return "AmphoraClientStateEvent[service=%s, state=%s]".formatted(this.client.service(), this.state);
	}

}
