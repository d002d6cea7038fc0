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

package io.amphora.actuate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ClientState;
import io.amphora.client.ServiceClient;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health of the current servers and clients, with one component for each:
 * {@code server-SERVICE}, {@code fanout-server-SERVICE}, {@code client-SERVICE} or
 * {@code fanout-client-SERVICE}. A named connection is appended, as in
 * {@code client-SERVICE-CONNECTION}. If several components have the same name, their bean
 * names are appended or, if they are not beans, numbers. Thread-safe.
 *
 * @since 0.1.0
 */
public class AmphoraHealthContributor implements CompositeHealthContributor {

	private final Supplier<? extends Collection<AmphoraServer>> servers;

	private final Supplier<? extends Collection<ServiceClient>> clients;

	private final Function<Object, @Nullable String> beanNames;

	/**
	 * Create a new contributor.
	 * @param servers supplies the servers
	 * @param clients supplies the clients
	 */
	public AmphoraHealthContributor(Supplier<? extends Collection<AmphoraServer>> servers,
			Supplier<? extends Collection<ServiceClient>> clients) {
		this(servers, clients, (component) -> null);
	}

	/**
	 * Create a new contributor that names beans.
	 * @param servers supplies the servers
	 * @param clients supplies the clients
	 * @param beanNames returns the bean name of a server or a client, or {@code null} if
	 * it is not a bean
	 */
	public AmphoraHealthContributor(Supplier<? extends Collection<AmphoraServer>> servers,
			Supplier<? extends Collection<ServiceClient>> clients, Function<Object, @Nullable String> beanNames) {
		this.servers = servers;
		this.clients = clients;
		this.beanNames = beanNames;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return indicators().get(name);
	}

	@Override
	public Stream<HealthContributors.Entry> stream() {
		return indicators().entrySet()
			.stream()
			.map((entry) -> new HealthContributors.Entry(entry.getKey(), entry.getValue()));
	}

	private Map<String, HealthIndicator> indicators() {
		List<Component> components = components();
		Map<String, Long> counts = components.stream()
			.collect(Collectors.groupingBy(Component::name, Collectors.counting()));
		Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
		for (Component component : components) {
			put(indicators, component.name(counts.getOrDefault(component.name(), 0L) > 1), component.indicator());
		}
		return indicators;
	}

	private List<Component> components() {
		List<Component> components = new ArrayList<>();
		for (AmphoraServer server : this.servers.get()) {
			if (server.state() != ServerState.CLOSED) {
				String bean = this.beanNames.apply(server);
				components.add(new Component((server instanceof AmphoraFanoutServer) ? "fanout-server-" : "server-",
						server.service(), server.connectionName(), bean,
						new AmphoraServerHealthIndicator(server, bean)));
			}
		}
		for (ServiceClient client : this.clients.get()) {
			if (client.state() != ClientState.CLOSED) {
				String bean = this.beanNames.apply(client);
				components.add(new Component((client instanceof AmphoraFanoutClient) ? "fanout-client-" : "client-",
						client.service(), client.connectionName(), bean,
						new AmphoraClientHealthIndicator(client, bean)));
			}
		}
		return components;
	}

	private static void put(Map<String, HealthIndicator> indicators, String name, HealthIndicator indicator) {
		String key = name.replace('/', '_');
		for (int i = 2; indicators.containsKey(key); i++) {
			key = name.replace('/', '_') + "-" + i;
		}
		indicators.put(key, indicator);
	}

	private record Component(String kind, String service, @Nullable String connection, @Nullable String bean,
			HealthIndicator indicator) {

		String name() {
			return this.kind + this.service + ((this.connection != null) ? "-" + this.connection : "");
		}

		/** A bean that is named like its service keeps the shorter name. */
		String name(boolean shared) {
			return (shared && this.bean != null && !this.bean.equals(this.service)) ? name() + "-" + this.bean : name();
		}

	}

}
