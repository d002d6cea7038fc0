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

package io.amphora.explorer;

import java.util.Collection;
import java.util.List;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.introspection.ServiceDescription;

/**
 * Provides the clients of the explorer. Implementations must be thread-safe.
 *
 * @since 0.1.0
 */
public interface ExplorerClients {

	/**
	 * Return the services that the explorer shows.
	 * @return the names of the services
	 */
	Collection<String> services();

	/**
	 * Return a client for a service.
	 * @param service one of the {@link #services()}
	 * @return the client; the explorer does not close it
	 */
	AmphoraClient client(String service);

	/**
	 * Return a client for the fanout servers of a service.
	 * @param service one of the {@link #services()}
	 * @return the client; the explorer does not close it
	 */
	AmphoraFanoutClient fanoutClient(String service);

	/**
	 * Describe the servers of a service that run in this application. The explorer shows
	 * them even if they do not reply in time.
	 * @param service one of the {@link #services()}
	 * @return the descriptions, empty by default
	 */
	default List<ServiceDescription> ownServers(String service) {
		return List.of();
	}

}
