package io.amphora.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.amphora.topology.QueueType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.StringUtils;

/**
 * One client.
 *
 * @param serviceName Service to call. Defaults to the name of the bean.
 * @param fanout Whether calls go to every connected fanout server of the service.
 * @param uuid Name of the client's response queue, for a client that comes back. Defaults
 * to a random one.
 * @param timeout How long calls wait that give no timeout of their own.
 * @param autoStartup Whether the client starts as soon as it is created.
 * @param responseQueueExpires How long answers wait for a client that is away.
 * @param queueType Type of the queues that are declared. Defaults to that of all.
 * @param deliveryMode Whether requests survive a restart of the broker. Defaults to that
 * of all.
 * @param shutdown How the client stops.
 */
public record AmphoraClientProperties(@Nullable String serviceName, @DefaultValue("false") boolean fanout,
		@Nullable String uuid, @DefaultValue("60s") Duration timeout, @DefaultValue("true") boolean autoStartup,
		@DefaultValue("10m") Duration responseQueueExpires, @Nullable QueueType queueType,
		@Nullable DeliveryMode deliveryMode, @DefaultValue Shutdown shutdown) {

	/**
	 * Convert a value that stands in place of the client's properties, for a client that
	 * needs no others: {@code amphora.clients.math=simplemath}.
	 * @param serviceName the service to call; may be empty
	 * @return a client with the default properties
	 */
	public static AmphoraClientProperties of(String serviceName) {
		Map<String, String> properties = StringUtils.hasText(serviceName) ? Map.of("client.service-name", serviceName)
				: Map.of();
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("client",
				AmphoraClientProperties.class);
	}

	/**
	 * How a client stops.
	 *
	 * @param gracePeriod How long a client that is closed with the application waits for
	 * answers.
	 */
	public record Shutdown(@DefaultValue("10s") Duration gracePeriod) {
	}

}
