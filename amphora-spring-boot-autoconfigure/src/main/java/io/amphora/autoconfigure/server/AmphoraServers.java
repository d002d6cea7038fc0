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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import io.amphora.AmphoraException;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.transport.thread.Parallel;
import org.jspecify.annotations.Nullable;

/**
 * The servers of the application: one for each service and one fanout server if there are
 * fanout functions, and more only if the application requests them on further
 * connections. A server starts with the application if it has functions by then, or if
 * {@code amphora.server.service-name} is its service. Later, call
 * {@link AmphoraServer#serve()} to start it. A closed server is removed, so that another
 * one can take its place. Thread-safe.
 *
 * @since 0.1.0
 */
public final class AmphoraServers {

	private final @Nullable String connection;

	private final Function<ServerKey, AmphoraServer> creator;

	private final Function<ServerKey, AmphoraFanoutServer> fanoutCreator;

	private final Consumer<AmphoraServer> watch;

	private final Map<ServerKey, AmphoraServer> byService = new LinkedHashMap<>();

	private final Map<ServerKey, AmphoraFanoutServer> fanoutByService = new LinkedHashMap<>();

	private final Set<AmphoraServer> servers = new LinkedHashSet<>();

	/**
	 * Create the servers.
	 * @param connection the name of the connection to serve on, or {@code null} for the
	 * default one
	 */
	AmphoraServers(@Nullable String connection, Function<ServerKey, AmphoraServer> creator,
			Function<ServerKey, AmphoraFanoutServer> fanoutCreator, Consumer<AmphoraServer> watch) {
		this.connection = connection;
		this.creator = creator;
		this.fanoutCreator = fanoutCreator;
		this.watch = watch;
	}

	/**
	 * Return the server of a service.
	 * @param service the service
	 * @return the server, created if necessary
	 */
	public AmphoraServer forService(String service) {
		return server(new ServerKey(service, this.connection), this.byService, this.creator);
	}

	/**
	 * Return the server of a service on another connection. It also serves annotated
	 * functions if a bean requests it during start-up.
	 * @param service the service
	 * @param connection the name of one of the connections under
	 * {@code amphora.connections}
	 * @return the server, created if necessary
	 * @throws AmphoraException if the connection does not exist
	 */
	public AmphoraServer forService(String service, String connection) {
		return server(new ServerKey(service, connection), this.byService, this.creator);
	}

	/**
	 * Return the fanout server of a service.
	 * @param service the service
	 * @return the server, created if necessary
	 */
	public AmphoraFanoutServer fanoutForService(String service) {
		return server(new ServerKey(service, this.connection), this.fanoutByService, this.fanoutCreator);
	}

	/**
	 * Return the fanout server of a service on another connection; see
	 * {@link #forService(String, String)}.
	 * @param service the service
	 * @param connection the name of one of the connections under
	 * {@code amphora.connections}
	 * @return the server, created if necessary
	 * @throws AmphoraException if the connection does not exist
	 */
	public AmphoraFanoutServer fanoutForService(String service, String connection) {
		return server(new ServerKey(service, connection), this.fanoutByService, this.fanoutCreator);
	}

	private <S extends AmphoraServer> S server(ServerKey key, Map<ServerKey, S> byService,
			Function<ServerKey, S> create) {
		S present = put(key, null, byService);
		if (present != null) {
			return present;
		}
		// Without the monitor, as customizers may need further servers or beans.
		S created = create.apply(key);
		S earlier = put(key, created, byService);
		if (earlier != null) {
			created.close();
			return earlier;
		}
		watch(created);
		return created;
	}

	/** Return the present server, and put the given one if there is none. */
	private <S extends AmphoraServer> @Nullable S put(ServerKey key, @Nullable S server, Map<ServerKey, S> byService) {
		synchronized (this.servers) {
			S present = byService.get(key);
			if (present == null && server != null) {
				byService.put(key, server);
				this.servers.add(server);
			}
			return present;
		}
	}

	/**
	 * Return the servers of a service on all connections. Creates the default one if
	 * necessary.
	 */
	Collection<AmphoraServer> serversOnAllConnections(String service, boolean fanout) {
		Set<AmphoraServer> all = new LinkedHashSet<>();
		all.add(fanout ? fanoutForService(service) : forService(service));
		synchronized (this.servers) {
			(fanout ? this.fanoutByService : this.byService).forEach((key, server) -> {
				if (key.service().equals(service)) {
					all.add(server);
				}
			});
		}
		return all;
	}

	/**
	 * Return all servers that are not closed, including servers that are beans of the
	 * application.
	 * @return a snapshot
	 */
	public Collection<AmphoraServer> servers() {
		synchronized (this.servers) {
			return List.copyOf(this.servers);
		}
	}

	/** Add a server that the application created itself. */
	void adopt(AmphoraServer server) {
		synchronized (this.servers) {
			if (!this.servers.add(server)) {
				return;
			}
			ServerKey key = new ServerKey(server.service(), server.connectionName());
			if (server instanceof AmphoraFanoutServer fanout) {
				this.fanoutByService.putIfAbsent(key, fanout);
			}
			else {
				this.byService.putIfAbsent(key, server);
			}
		}
		watch(server);
	}

	private void watch(AmphoraServer server) {
		server.onStateChange(this::forgetClosed);
		this.watch.accept(server);
	}

	private void forgetClosed(AmphoraServer server, ServerState state) {
		if (state == ServerState.CLOSED) {
			synchronized (this.servers) {
				this.servers.remove(server);
				this.byService.values().remove(server);
				this.fanoutByService.values().remove(server);
			}
		}
	}

	void close() {
		Parallel.forEach(servers(), AmphoraServer::close).join();
	}

}
