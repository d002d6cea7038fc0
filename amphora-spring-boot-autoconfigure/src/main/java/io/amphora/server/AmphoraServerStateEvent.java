/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.server;

import org.springframework.context.ApplicationEvent;

/**
 * Event published when the state of a server changes.
 *
 * @since 0.1.0
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
