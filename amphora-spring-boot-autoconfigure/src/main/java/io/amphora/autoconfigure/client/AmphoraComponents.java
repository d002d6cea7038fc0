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

package io.amphora.autoconfigure.client;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.amphora.autoconfigure.server.AmphoraServers;
import io.amphora.client.ServiceClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The servers and clients of the application, for monitoring. Thread-safe.
 *
 * @since 0.1.0
 */
public final class AmphoraComponents {

	private final ObjectProvider<AmphoraServers> servers;

	private final AmphoraClientFactory clientFactory;

	private final ConfigurableListableBeanFactory beanFactory;

	AmphoraComponents(ObjectProvider<AmphoraServers> servers, AmphoraClientFactory clientFactory,
			ConfigurableListableBeanFactory beanFactory) {
		this.servers = servers;
		this.clientFactory = clientFactory;
		this.beanFactory = beanFactory;
	}

	/**
	 * Return the servers that are not stopped, have functions or receive from further
	 * queues. This excludes the default server of the application while it is unused.
	 * @return a snapshot
	 */
	public Collection<AmphoraServer> servers() {
		AmphoraServers available = this.servers.getIfAvailable();
		return (available != null) ? available.servers().stream().filter(AmphoraComponents::inUse).toList() : List.of();
	}

	private static boolean inUse(AmphoraServer server) {
		return server.state() != ServerState.STOPPED || !server.functions().isEmpty() || !server.receivers().isEmpty();
	}

	/**
	 * Return the clients that are beans, in the order of their registration, followed by
	 * clients that were created at runtime. Mocks, which have no service, are excluded.
	 * @return a snapshot
	 */
	public Collection<ServiceClient> clients() {
		Set<ServiceClient> clients = new LinkedHashSet<>();
		names(ServiceClient.class).map((name) -> this.beanFactory.getBean(name, ServiceClient.class))
			.filter((client) -> client.service() != null)
			.forEach(clients::add);
		clients.addAll(this.clientFactory.clients());
		return clients;
	}

	/**
	 * Return the bean name of a server or a client.
	 * @param component the server or client
	 * @return the name, or {@code null} if it is not a bean
	 */
	public @Nullable String beanName(Object component) {
		Class<?> type = (component instanceof AmphoraServer) ? AmphoraServer.class : ServiceClient.class;
		return names(type).filter((name) -> this.beanFactory.getBean(name) == component).findFirst().orElse(null);
	}

	/** Excludes beans that are not instantiated yet. */
	private Stream<String> names(Class<?> type) {
		return Stream.of(this.beanFactory.getBeanNamesForType(type)).filter(this.beanFactory::containsSingleton);
	}

}
