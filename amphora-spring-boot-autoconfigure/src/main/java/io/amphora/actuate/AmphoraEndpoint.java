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

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.amphora.client.ServiceClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.transport.thread.Parallel;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint} that shows the clients and servers of the application, lets servers
 * prepare their shutdown, and stops consumers. Thread-safe.
 *
 * @since 0.1.0
 */
@Endpoint(id = "amphora")
public class AmphoraEndpoint {

	/** Longer than a connected server takes to start its consumers. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Supplier<? extends Collection<AmphoraServer>> servers;

	private final Supplier<? extends Collection<ServiceClient>> clients;

	private final Function<Object, @Nullable String> beanNames;

	/**
	 * Create an endpoint.
	 * @param servers supplies the servers of the application
	 * @param clients supplies the clients of the application
	 */
	public AmphoraEndpoint(Supplier<? extends Collection<AmphoraServer>> servers,
			Supplier<? extends Collection<ServiceClient>> clients) {
		this(servers, clients, (component) -> null);
	}

	/**
	 * Create an endpoint that names beans.
	 * @param servers supplies the servers of the application
	 * @param clients supplies the clients of the application
	 * @param beanNames returns the bean name of a server or a client, or {@code null} if
	 * it is not a bean
	 */
	public AmphoraEndpoint(Supplier<? extends Collection<AmphoraServer>> servers,
			Supplier<? extends Collection<ServiceClient>> clients, Function<Object, @Nullable String> beanNames) {
		this.servers = servers;
		this.clients = clients;
		this.beanNames = beanNames;
	}

	/**
	 * Describe all clients and servers.
	 * @return the descriptions of the clients and servers
	 */
	@ReadOperation
	public AmphoraDescriptor amphora() {
		List<ClientDescriptor> described = List.copyOf(this.clients.get())
			.stream()
			.map((client) -> ClientDescriptor.of(this.beanNames.apply(client), client))
			.toList();
		return new AmphoraDescriptor(describe(List.copyOf(this.servers.get())), described);
	}

	/**
	 * Apply an operation to servers.
	 * @param operation the operation
	 * @param service the service whose servers to change, or {@code null} for the servers
	 * of all services
	 * @param queue for {@code STOP_CONSUMER}, the additional queue to stop taking
	 * requests from, without affecting other queues; {@code null} for all queues
	 * @return the descriptions of these servers after the operation
	 * @throws InvalidEndpointRequestException if there is no such server or queue
	 */
	@WriteOperation
	public ServersDescriptor change(@Selector Operation operation, @Nullable String service, @Nullable String queue) {
		List<AmphoraServer> chosen = choose(service);
		if (queue == null) {
			Parallel.forEach(chosen, operation::apply).join();
		}
		else {
			cancel(operation, chosen, queue);
		}
		return new ServersDescriptor(describe(chosen));
	}

	private List<AmphoraServer> choose(@Nullable String service) {
		List<AmphoraServer> open = this.servers.get()
			.stream()
			.filter((server) -> server.state() != ServerState.CLOSED)
			.toList();
		List<AmphoraServer> chosen = open.stream()
			.filter((server) -> service == null || server.service().equals(service))
			.toList();
		if (service != null && chosen.isEmpty()) {
			List<String> known = open.stream().map(AmphoraServer::service).distinct().sorted().toList();
			throw refused("This application does not serve '%s'. It serves %s".formatted(service,
					known.isEmpty() ? "nothing" : "'" + String.join("', '", known) + "'"));
		}
		return chosen;
	}

	private static void cancel(Operation operation, List<AmphoraServer> chosen, String queue) {
		if (operation != Operation.STOP_CONSUMER) {
			throw refused("Only 'stopConsumer' accepts a queue");
		}
		List<QueueReceiver> receivers = chosen.stream()
			.flatMap((server) -> server.receivers().stream())
			.filter((receiver) -> receiver.queue().equals(queue))
			.toList();
		if (receivers.isEmpty()) {
			throw refused("No server receives from the additional queue '%s'".formatted(queue));
		}
		receivers.forEach(QueueReceiver::cancel);
	}

	private static InvalidEndpointRequestException refused(String reason) {
		return new InvalidEndpointRequestException(reason, reason);
	}

	private List<ServerDescriptor> describe(List<AmphoraServer> servers) {
		return servers.stream().map((server) -> ServerDescriptor.of(this.beanNames.apply(server), server)).toList();
	}

	/**
	 * Description of clients and servers.
	 *
	 * @param servers the servers
	 * @param clients the clients
	 */
	public record AmphoraDescriptor(List<ServerDescriptor> servers, List<ClientDescriptor> clients) {
	}

	/**
	 * Description of the servers that an operation applies to.
	 *
	 * @param servers the servers
	 */
	public record ServersDescriptor(List<ServerDescriptor> servers) {
	}

	/** Operations on servers. */
	public enum Operation {

		/** Stop taking requests; returns immediately. */
		PREPARE_STOP,

		/**
		 * Take requests again after {@link #PREPARE_STOP} or {@link #STOP_CONSUMER}.
		 * Waits up to five seconds until the server receives requests.
		 */
		RESUME,

		/** Stop taking requests and wait for running functions. */
		STOP_CONSUMER,

		/**
		 * Take requests, even if the server was stopped. Waits up to five seconds until
		 * the server receives requests.
		 */
		START_CONSUMER;

		private void apply(AmphoraServer server) {
			switch (this) {
				case PREPARE_STOP -> server.prepareStop();
				case RESUME -> resume(server);
				case STOP_CONSUMER -> server.stopConsumer();
				case START_CONSUMER -> serve(server);
			}
		}

		/** A server that was never started, or was stopped on purpose, is not resumed. */
		private static void resume(AmphoraServer server) {
			if (server.state() == ServerState.PREPARING_STOP) {
				serve(server);
			}
		}

		/** The response shows whether the server receives requests. */
		private static void serve(AmphoraServer server) {
			CompletableFuture<Boolean> accepted = server.serve().handle((done, failure) -> failure == null);
			accepted.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
		}

	}

}
