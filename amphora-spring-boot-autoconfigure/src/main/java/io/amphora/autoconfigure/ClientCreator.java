package io.amphora.autoconfigure;

import java.util.List;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.serializer.RpcSerializer;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

/**
 * Gives builders of clients what all clients of the application share.
 *
 * @param serializer what their messages are written with
 * @param properties the application's properties
 * @param applicationName tells servers who calls, unless a property does
 * @param customizers of the application
 * @param events where their states are published
 */
record ClientCreator(RpcSerializer serializer, AmphoraProperties properties, @Nullable String applicationName,
		List<AmphoraClientBuilderCustomizer> customizers, StateEvents events) {

	/** A builder with the application's properties, before the customizers. */
	AmphoraClientBuilder builder(String service, BrokerTransport transport) {
		AmphoraClientBuilder builder = AmphoraClient.builder(service, transport)
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

}
