package io.amphora.server;

import org.springframework.context.ApplicationEvent;

/**
 * Event published when the state of a server changes.
 */
public class AmphoraServerStateEvent extends ApplicationEvent {

	private final transient AmphoraServer server;

	private final ServerState state;

	/**
	 * Create a new event.
	 * @param server the server
	 * @param state its new state
	 */
	public AmphoraServerStateEvent(AmphoraServer server, ServerState state) {
		super(server);
		this.server = server;
		this.state = state;
	}

	/**
	 * Return the server.
	 * @return the server
	 */
	public AmphoraServer server() {
		return this.server;
	}

	/**
	 * Return the new state.
	 * @return the state
	 */
	public ServerState state() {
		return this.state;
	}

	@Override
	public String toString() {
		return "AmphoraServerStateEvent[service=%s, state=%s]".formatted(this.server.service(), this.state);
	}

}
