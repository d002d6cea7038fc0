package io.amphora.client;

import org.springframework.context.ApplicationEvent;

/**
 * Event that is published when the state of a client changes.
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
	 * Return the client.
	 * @return the client
	 */
	public AmphoraClient client() {
		return this.client;
	}

	/**
	 * Return the new state of the client.
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
