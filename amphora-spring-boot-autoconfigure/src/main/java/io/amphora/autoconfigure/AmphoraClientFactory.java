package io.amphora.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import io.amphora.AmphoraException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.serializer.RpcSerializer;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

/**
 * Creates clients while the application runs, with the application's settings and
 * connections. Whoever creates a client may close it; otherwise it is closed with the
 * application. Thread-safe.
 */
public final class AmphoraClientFactory {

	private final Transports transports;

	private final BrokerTransport transport;

	private final RpcSerializer serializer;

	private final AmphoraProperties properties;

	private final @Nullable String applicationName;

	private final List<AmphoraClientBuilderCustomizer> customizers;

	private final StateEvents events;

	private final Set<AmphoraClient> clients;

	private final Set<AmphoraClient> suspended;

	AmphoraClientFactory(Transports transports, RpcSerializer serializer, AmphoraProperties properties,
			@Nullable String applicationName, List<AmphoraClientBuilderCustomizer> customizers, StateEvents events) {
		this.transports = transports;
		this.transport = transports.get(null, null);
		this.serializer = serializer;
		this.properties = properties;
		this.applicationName = applicationName;
		this.customizers = customizers;
		this.events = events;
		this.clients = ConcurrentHashMap.newKeySet();
		this.suspended = ConcurrentHashMap.newKeySet();
	}

	/** Shares everything but the transport. */
	private AmphoraClientFactory(AmphoraClientFactory other, BrokerTransport transport) {
		this.transports = other.transports;
		this.transport = transport;
		this.serializer = other.serializer;
		this.properties = other.properties;
		this.applicationName = other.applicationName;
		this.customizers = other.customizers;
		this.events = other.events;
		this.clients = other.clients;
		this.suspended = other.suspended;
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
		return new AmphoraClientFactory(this, this.transports.get(connection, property));
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
		return List.copyOf(this.clients);
	}

	AmphoraClientBuilder builder(String service) {
		AmphoraClientBuilder builder = AmphoraClient.builder(service, this.transport)
			.serializer(this.serializer)
			.appId((this.properties.appId() != null) ? this.properties.appId() : this.applicationName)
			.persistent(this.properties.deliveryMode() == DeliveryMode.PERSISTENT)
			.queueType(this.properties.queueType())
			.stateListener(this.events::changed);
		AmphoraPublisherProperties.HoldLimit limit = this.properties.publisher().holdLimit();
		ConfiguredValues values = new ConfiguredValues("amphora.publisher.hold-limit");
		values.set("size", limit.size(), (size) -> builder.holdLimit(1, size));
		values.set("count", limit.count(), (count) -> builder.holdLimit(count, limit.size()));
		return builder;
	}

	void customize(String service, AmphoraClientBuilder builder) {
		this.customizers.forEach((customizer) -> customizer.customize(service, builder));
	}

	AmphoraClient build(AmphoraClientBuilder builder) {
		return remember(builder, AmphoraClientBuilder::build);
	}

	AmphoraFanoutClient buildFanout(AmphoraClientBuilder builder) {
		return remember(builder, AmphoraClientBuilder::buildFanout);
	}

	private <C extends AmphoraClient> C remember(AmphoraClientBuilder builder,
			Function<AmphoraClientBuilder, C> build) {
		AtomicReference<AmphoraClient> created = new AtomicReference<>();
		C client = build.apply(builder.onClose(() -> forget(created.get())));
		created.set(client);
		this.clients.add(client);
		return client;
	}

	private void forget(AmphoraClient client) {
		this.clients.remove(client);
		this.suspended.remove(client);
	}

	void suspend(AmphoraClient client) {
		client.stop();
		this.suspended.add(client);
	}

	/** Those that nobody has suspended serve since they exist, or not on purpose. */
	void resume(AmphoraClient client) {
		if (this.suspended.remove(client)) {
			client.serve();
		}
	}

	void close() {
		clients().forEach(AmphoraClient::close);
	}

}
