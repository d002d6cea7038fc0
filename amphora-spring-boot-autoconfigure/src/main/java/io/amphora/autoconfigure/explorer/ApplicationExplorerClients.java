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

package io.amphora.autoconfigure.explorer;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.client.AmphoraComponents;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ClientState;
import io.amphora.client.ServiceClient;
import io.amphora.explorer.ExplorerClients;
import io.amphora.introspection.ServiceDescription;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;

/**
 * Provides the services that the application serves or calls, with the application's
 * clients. The factory creates missing clients; the monitor prevents duplicates.
 */
final class ApplicationExplorerClients implements ExplorerClients {

	private final AmphoraClientFactory factory;

	private final AmphoraComponents components;

	ApplicationExplorerClients(AmphoraClientFactory factory, AmphoraComponents components) {
		this.factory = factory;
		this.components = components;
	}

	@Override
	public Collection<String> services() {
		Set<String> services = new TreeSet<>();
		this.factory.clients().stream().map(ServiceClient::service).forEach(services::add);
		this.components.servers().stream().map(AmphoraServer::service).forEach(services::add);
		return services;
	}

	@Override
	public AmphoraClient client(String service) {
		return find(service, AmphoraClient.class, () -> factory(service).create(service));
	}

	@Override
	public AmphoraFanoutClient fanoutClient(String service) {
		return find(service, AmphoraFanoutClient.class, () -> factory(service).createFanout(service));
	}

	@Override
	public List<ServiceDescription> ownServers(String service) {
		return this.components.servers()
			.stream()
			.filter((server) -> server.service().equals(service) && server.state() == ServerState.SERVING)
			.map(AmphoraServer::describe)
			.toList();
	}

	private synchronized <C extends ServiceClient> C find(String service, Class<C> type, Supplier<C> creator) {
		for (ServiceClient client : this.factory.clients()) {
			if (client.service().equals(service) && type.isInstance(client) && client.state() == ClientState.SERVING) {
				return type.cast(client);
			}
		}
		return creator.get();
	}

	/**
	 * Return a factory of clients for the connection on which the application serves the
	 * service.
	 */
	private AmphoraClientFactory factory(String service) {
		for (AmphoraServer server : this.components.servers()) {
			String connection = server.connectionName();
			if (server.service().equals(service)) {
				return (connection != null) ? this.factory.forConnection(connection) : this.factory;
			}
		}
		return this.factory;
	}

}
