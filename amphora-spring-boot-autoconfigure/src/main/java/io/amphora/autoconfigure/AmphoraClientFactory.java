package io.amphora.autoconfigure;

import java.util.Collection;
import java.util.function.Consumer;

import io.amphora.AmphoraException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

/**
 * Creates clients while the application runs, with the application's settings and
 * connections. Callers may close the clients that they create; otherwise it is closed
 * with the application. Thread-safe.
 */
public final class AmphoraClientFactory {

	private final Transports transports;

	private final BrokerTransport transport;

	private final ClientCreator creator;

	private final OpenClients clients;

	AmphoraClientFactory(Transports transports, ClientCreator creator) {
		this(transports, transports.get(null, null), creator, new OpenClients());
	}

	private AmphoraClientFactory(Transports transports, BrokerTransport transport, ClientCreator creator,
			OpenClients clients) {
		this.transports = transports;
		this.transport = transport;
		this.creator = creator;
		this.clients = clients;
	}

	/**
	 * Create clients for another broker. They count as this factory's clients.
	 * @param connection the name of one of the connections under
	 * {@code amphora.connections}
	 * @return a factory whose clients use that connection
	 * @throws AmphoraException if there is no such connection
	 */
	public AmphoraClientFactory forConnection(String connection) {
		return forConnection(connection, null);
	}

	/** The default connection if there is no name. */
	AmphoraClientFactory forConnection(@Nullable String connection, @Nullable String property) {
		return new AmphoraClientFactory(this.transports, this.transports.get(connection, property), this.creator,
				this.clients);
	}

	/**
	 * Create a client.
	 * @param service the service to call
	 * @return a client, which serves already
	 */
	public AmphoraClient create(String service) {
		return create(service, (builder) -> {
		});
	}

	/**
	 * Create a client with settings of its own.
	 * @param service the service to call
	 * @param settings gets the builder, after properties and customizers were applied
	 * @return a client, which serves already unless the settings say otherwise
	 */
	public AmphoraClient create(String service, Consumer<AmphoraClientBuilder> settings) {
		AmphoraClientBuilder builder = builder(service);
		customize(service, builder);
		settings.accept(builder);
		return build(builder);
	}

	/**
	 * Create a client that calls all fanout servers of a service.
	 * @param service the service to call
	 * @return a client, which serves already
	 */
	public AmphoraFanoutClient createFanout(String service) {
		AmphoraClientBuilder builder = builder(service);
		customize(service, builder);
		return buildFanout(builder);
	}

	/**
	 * All clients that were created here or from properties and are not closed.
	 * @return a snapshot
	 */
	public Collection<AmphoraClient> clients() {
		return this.clients.all();
	}

	AmphoraClientBuilder builder(String service) {
		return this.creator.builder(service, this.transport);
	}

	void customize(String service, AmphoraClientBuilder builder) {
		this.creator.customize(service, builder);
	}

	AmphoraClient build(AmphoraClientBuilder builder) {
		return this.clients.add(builder, AmphoraClientBuilder::build);
	}

	AmphoraFanoutClient buildFanout(AmphoraClientBuilder builder) {
		return this.clients.add(builder, AmphoraClientBuilder::buildFanout);
	}

	void suspend(AmphoraClient client) {
		this.clients.suspend(client);
	}

	void resume(AmphoraClient client) {
		this.clients.resume(client);
	}

	void close() {
		this.clients.close();
	}

}
