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

package io.amphora.client;

import org.springframework.context.ApplicationEvent;

/**
 * Event that is published when the state of a client changes.
 *
 * @since 0.1.0
 */
public class AmphoraClientStateEvent extends ApplicationEvent {

	private final transient ServiceClient client;

	private final ClientState state;

	/**
	 * Create a new event.
	 * @param client the client
	 * @param state its new state
	 */
	public AmphoraClientStateEvent(ServiceClient client, ClientState state) {
		super(client);
		this.client = client;
		this.state = state;
	}

	/**
	 * Return the client.
	 * @return the client
	 */
	public ServiceClient client() {
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
