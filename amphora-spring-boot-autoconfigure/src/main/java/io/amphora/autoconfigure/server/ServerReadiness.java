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

package io.amphora.autoconfigure.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerStateEvent;
import io.amphora.server.ServerState;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Turns off readiness while a server prepares to stop, so that this instance receives no
 * traffic, and turns it on again once all such servers are serving or closed. Does not
 * change liveness.
 */
final class ServerReadiness implements ApplicationListener<AmphoraServerStateEvent> {

	private final ConfigurableApplicationContext context;

	private final Set<AmphoraServer> refusing = ConcurrentHashMap.newKeySet();

	ServerReadiness(ConfigurableApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onApplicationEvent(AmphoraServerStateEvent event) {
		if (event.state() == ServerState.PREPARING_STOP && this.refusing.add(event.server())) {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		}
		else if (isReady(event.state()) && this.refusing.remove(event.server()) && this.refusing.isEmpty()) {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	/** Servers that close with the application do not make it ready again. */
	private boolean isReady(ServerState state) {
		return state == ServerState.SERVING || (state == ServerState.CLOSED && !this.context.isClosed());
	}

}
