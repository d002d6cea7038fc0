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
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.amphora.AmphoraException;
import io.amphora.autoconfigure.connection.TransportLookup;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ServiceClient;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

/**
 * Creates clients at runtime, with the application's settings and connections. Clients
 * may be closed by their creator; otherwise they are closed with the application.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class AmphoraClientFactory {

	private final TransportLookup transportLookup;

	private final BrokerTransport transport;

	private final ClientCreator creator;

	private final ClientRegistry clients;

	AmphoraClientFactory(TransportLookup transportLookup, ClientCreator creator) {
		this(transportLookup, transportLookup.get(null, null), creator, new ClientRegistry());
	}

	private AmphoraClientFactory(TransportLookup transportLookup, BrokerTransport transport, ClientCreator creator,
			ClientRegistry clients) {
		this.transportLookup = transportLookup;
		this.transport = transport;
		this.creator = creator;
		this.clients = clients;
	}

	/**
	 * Return a factory for another connection. Its clients are included in
	 * {@link #clients()}.
	 * @param connection the name of one of the connections under
	 * {@code amphora.connections}
	 * @return a factory whose clients use that connection
	 * @throws AmphoraException if the connection does not exist
	 */
	public AmphoraClientFactory forConnection(String connection) {
		return forConnection(connection, null);
	}

	/** Uses the default connection if the name is {@code null}. */
	AmphoraClientFactory forConnection(@Nullable String connection, @Nullable String property) {
		return new AmphoraClientFactory(this.transportLookup, this.transportLookup.get(connection, property),
				this.creator, this.clients);
	}

	/**
	 * Create a client.
	 * @param service the service to call
	 * @return a client that is started
	 */
	public AmphoraClient create(String service) {
		return create(service, (builder) -> {
		});
	}

	/**
	 * Create a client with its own settings.
	 * @param service the service to call
	 * @param settings customizes the builder after properties and customizers have been
	 * applied
	 * @return a client that is started unless the settings prevent it
	 */
	public AmphoraClient create(String service, Consumer<AmphoraClientBuilder<AmphoraClient>> settings) {
		return build(builder(service), service, settings);
	}

	/**
	 * Create a client that calls all fanout servers of a service.
	 * @param service the service to call
	 * @return a client that is started
	 */
	public AmphoraFanoutClient createFanout(String service) {
		return createFanout(service, (builder) -> {
		});
	}

	/**
	 * Create a client that calls all fanout servers of a service, with its own settings.
	 * @param service the service to call
	 * @param settings customizes the builder after properties and customizers have been
	 * applied
	 * @return a client that is started unless the settings prevent it
	 */
	public AmphoraFanoutClient createFanout(String service,
			Consumer<AmphoraClientBuilder<AmphoraFanoutClient>> settings) {
		return build(fanoutBuilder(service), service, settings);
	}

	/**
	 * Return all open clients that were created here or from properties.
	 * @return a snapshot
	 */
	public Collection<ServiceClient> clients() {
		return this.clients.all();
	}

	/** Return a builder to which the application's properties are applied. */
	AmphoraClientBuilder<AmphoraClient> builder(String service) {
		return this.creator.configure(AmphoraClient.builder(service, this.transport),
				() -> this.clients.hasFanoutClient(service));
	}

	/** Return a builder to which the application's properties are applied. */
	AmphoraClientBuilder<AmphoraFanoutClient> fanoutBuilder(String service) {
		return this.creator.configure(AmphoraFanoutClient.builder(service, this.transport), () -> true);
	}

	/** Apply the customizers and then the settings, and build the client. */
	<C extends ServiceClient> C build(AmphoraClientBuilder<C> builder, String service,
			Consumer<AmphoraClientBuilder<C>> settings) {
		this.creator.customize(builder, service);
		settings.accept(builder);
		return this.clients.add(builder);
	}

	void close() {
		this.clients.close();
	}

	/**
	 * The clients that were created and are not closed. Thread-safe.
	 */
	private static final class ClientRegistry {

		/** In the order of their creation. */
		private final Set<ServiceClient> clients = Collections.synchronizedSet(new LinkedHashSet<>());

		<C extends ServiceClient> C add(AmphoraClientBuilder<C> builder) {
			AtomicReference<ServiceClient> created = new AtomicReference<>();
			C client = builder.onClose(() -> this.clients.remove(created.get())).build();
			created.set(client);
			this.clients.add(client);
			return client;
		}

		List<ServiceClient> all() {
			return List.copyOf(this.clients);
		}

		boolean hasFanoutClient(String service) {
			return all().stream()
				.anyMatch((client) -> client instanceof AmphoraFanoutClient && service.equals(client.service()));
		}

		void close() {
			all().forEach(ServiceClient::close);
		}

	}

}
