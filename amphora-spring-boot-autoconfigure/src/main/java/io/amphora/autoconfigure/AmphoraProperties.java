package io.amphora.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.amphora.topology.QueueType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for Amphora. What is {@code null} was not set.
 *
 * @param host Host of the broker.
 * @param port Port of the broker.
 * @param addresses Comma-separated list of the addresses of a cluster, each a host or
 * host:port. Excludes host and port.
 * @param username User to log in to the broker with.
 * @param password Password to log in to the broker with.
 * @param virtualHost Virtual host of the broker.
 * @param connectionName Name of the connections in the broker's management. Defaults to
 * the name of the application.
 * @param requestedHeartbeat How long a connection may be silent before it counts as lost.
 * Whole seconds; zero for ever.
 * @param connectionTimeout How long connecting and disconnecting may take.
 * @param appId Sender that requests and responses name. Defaults to the name of the
 * application.
 * @param deliveryMode Whether requests and responses survive a restart of the broker.
 * @param queueType Type of the queues that are declared.
 * @param publisher What clients hold.
 * @param retry When to try again what the broker did not do.
 * @param serializer How large messages may be.
 * @param server The servers.
 * @param clients Clients to create, by the name of their bean. A client that needs no
 * properties has its service as its value.
 */
@ConfigurationProperties("amphora")
public record AmphoraProperties(@Nullable String host, @Nullable Integer port, @DefaultValue List<String> addresses,
		@Nullable String username, @Nullable String password, @Nullable String virtualHost,
		@Nullable String connectionName, @DefaultValue("15s") Duration requestedHeartbeat,
		@DefaultValue("10s") Duration connectionTimeout, @Nullable String appId,
		@DefaultValue("persistent") DeliveryMode deliveryMode, @DefaultValue("broker-default") QueueType queueType,
		@DefaultValue Publisher publisher, @DefaultValue Retry retry, @DefaultValue Serializer serializer,
		@DefaultValue Server server, @DefaultValue Map<String, Client> clients) {

	/** Leaves the password out. */
	@Override
	public String toString() {
		return "AmphoraProperties[host=%s, port=%s, addresses=%s, clients=%s]".formatted(this.host, this.port,
				this.addresses, this.clients.keySet());
	}

	/**
	 * Whether a message survives a restart of the broker.
	 */
	public enum DeliveryMode {

		/** It does, if its queue does. */
		PERSISTENT,

		/** It does not, which is faster. */
		TRANSIENT

	}

	/**
	 * What clients hold.
	 *
	 * @param holdLimit Bounds what a client keeps in memory while it cannot send.
	 */
	public record Publisher(@DefaultValue HoldLimit holdLimit) {
	}

	/**
	 * Bounds what a client keeps in memory while it cannot send.
	 *
	 * @param count How many requests a client holds while it cannot send.
	 * @param size How large the requests that a client holds are together.
	 */
	public record HoldLimit(@DefaultValue("10000") int count, @DefaultValue("64MB") DataSize size) {
	}

	/**
	 * When to try again what the broker did not do.
	 *
	 * @param initialInterval Wait before the second retry; the first one is immediate,
	 * and each further one waits twice as long as the one before.
	 * @param maxInterval Longest wait before a retry.
	 */
	public record Retry(@DefaultValue("100ms") Duration initialInterval, @DefaultValue("5s") Duration maxInterval) {
	}

	/**
	 * How large messages may be.
	 *
	 * @param maxBody How large a message may be.
	 * @param maxDepth How deep objects and arrays may be nested in a message.
	 * @param maxNumberLength How many characters a number in a message may have.
	 * @param maxStringLength How many characters a string in a message may have.
	 */
	public record Serializer(@DefaultValue("16MB") DataSize maxBody, @DefaultValue("100") int maxDepth,
			@DefaultValue("1000") int maxNumberLength, @DefaultValue("16777216") int maxStringLength) {
	}

	/**
	 * The servers.
	 *
	 * @param serviceName Service of the functions that name none. Defaults to the name of
	 * the application.
	 * @param autoStartup Whether servers start together with the application.
	 * @param concurrency How many functions of a service run at a time.
	 * @param prefetch How many requests the broker may deliver ahead of their
	 * acknowledgement.
	 * @param maxIgnores How often a request that its function ignores is given back.
	 * @param shutdown How servers stop.
	 */
	public record Server(@Nullable String serviceName, @DefaultValue("true") boolean autoStartup,
			@DefaultValue("16") int concurrency, @DefaultValue("64") int prefetch, @DefaultValue("10") int maxIgnores,
			@DefaultValue Shutdown shutdown) {
	}

	/**
	 * How servers stop.
	 *
	 * @param gracePeriod How long a server that stops waits for running functions.
	 * Spring's spring.lifecycle.timeout-per-shutdown-phase should be longer.
	 */
	public record Shutdown(@DefaultValue("30s") Duration gracePeriod) {
	}

	/**
	 * One client.
	 *
	 * @param serviceName Service to call. Defaults to the name of the bean.
	 * @param uuid Name of the client's response queue, for a client that comes back.
	 * Defaults to a random one.
	 * @param timeout How long calls wait that give no timeout of their own.
	 * @param autoStartup Whether the client starts as soon as it is created.
	 * @param responseQueueExpires How long answers wait for a client that is away.
	 * @param queueType Type of the queues that are declared. Defaults to that of all.
	 * @param deliveryMode Whether requests survive a restart of the broker. Defaults to
	 * that of all.
	 * @param shutdown How the client stops.
	 */
	public record Client(@Nullable String serviceName, @Nullable String uuid, @DefaultValue("60s") Duration timeout,
			@DefaultValue("true") boolean autoStartup, @DefaultValue("10m") Duration responseQueueExpires,
			@Nullable QueueType queueType, @Nullable DeliveryMode deliveryMode, @DefaultValue ClientShutdown shutdown) {

		/**
		 * Convert a value that stands in place of the client's properties, for a client
		 * that needs no others: {@code amphora.clients.math=simplemath}.
		 * @param serviceName the service to call; may be empty
		 * @return a client with the default properties
		 */
		public static Client of(String serviceName) {
			Map<String, String> properties = StringUtils.hasText(serviceName)
					? Map.of("client.service-name", serviceName) : Map.of();
			return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("client", Client.class);
		}

	}

	/**
	 * How a client stops.
	 *
	 * @param gracePeriod How long a client that is closed with the application waits for
	 * answers.
	 */
	public record ClientShutdown(@DefaultValue("10s") Duration gracePeriod) {
	}

}
