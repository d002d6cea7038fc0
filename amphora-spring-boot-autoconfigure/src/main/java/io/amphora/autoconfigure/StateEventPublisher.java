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

package io.amphora.autoconfigure;

import io.amphora.client.AmphoraClientStateEvent;
import io.amphora.client.ClientState;
import io.amphora.client.ServiceClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerStateEvent;
import io.amphora.server.ServerState;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.NestedExceptionUtils;

/**
 * Publishes the states of clients and servers as events. Clients and servers still stop
 * if a listener fails or the application no longer accepts events.
 *
 * @since 0.1.0
 */
public final class StateEventPublisher {

	private static final Log logger = LogFactory.getLog(StateEventPublisher.class);

	private final ApplicationEventPublisher publisher;

	/**
	 * Create a publisher of events.
	 * @param publisher publishes the events in the application
	 */
	public StateEventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	/**
	 * Publish the state of a client.
	 * @param client the client
	 * @param state its new state
	 */
	public void changed(ServiceClient client, ClientState state) {
		publish(new AmphoraClientStateEvent(client, state));
	}

	/**
	 * Publish the state of a server.
	 * @param server the server
	 * @param state its new state
	 */
	public void changed(AmphoraServer server, ServerState state) {
		publish(new AmphoraServerStateEvent(server, state));
	}

	private void publish(ApplicationEvent event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			if (isInDestruction(ex)) {
				logger.debug("The application is being destroyed and no longer listens to " + event, ex);
			}
			else {
				logger.warn("Failed to publish " + event, ex);
			}
		}
	}

	/** Also applies if a bean failed before the listeners were created. */
	private static boolean isInDestruction(RuntimeException failure) {
		return NestedExceptionUtils.getMostSpecificCause(failure) instanceof BeanCreationNotAllowedException;
	}

}
