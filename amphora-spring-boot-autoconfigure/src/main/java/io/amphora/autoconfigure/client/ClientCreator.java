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

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.AmphoraPublisherProperties;
import io.amphora.autoconfigure.CheckedProperties;
import io.amphora.autoconfigure.StateEventPublisher;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.ServiceClient;
import io.amphora.serializer.RpcSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Creates builders of clients with the settings that all clients of the application
 * share.
 *
 * @param serializer the serializer of messages
 * @param properties the application's properties
 * @param applicationName the default application id of requests
 * @param customizers the customizers of the application
 * @param events publishes the states of clients
 * @param contractServices supplies the services of imported contracts
 */
record ClientCreator(RpcSerializer serializer, AmphoraProperties properties, @Nullable String applicationName,
		List<AmphoraClientBuilderCustomizer> customizers, StateEventPublisher events,
		Supplier<Set<String>> contractServices) {

	private static final Duration CONSUMER_CHECK_DELAY = Duration.ofSeconds(10);

	/**
	 * Apply the application's properties, but not the customizers.
	 * @param hasFanoutClient returns whether the application has created a fanout client
	 * of the service
	 */
	<C extends ServiceClient> AmphoraClientBuilder<C> configure(AmphoraClientBuilder<C> builder,
			BooleanSupplier hasFanoutClient) {
		builder.serializer(this.serializer)
			.appId((this.properties.appId() != null) ? this.properties.appId() : this.applicationName)
			.deliveryMode(this.properties.deliveryMode())
			.queueType(this.properties.queueType())
			.replyQueueType(this.properties.replyQueueType())
			.consumerCheck(CONSUMER_CHECK_DELAY, this::services, hasFanoutClient)
			.stateListener(this.events::changed);
		AmphoraPublisherProperties.HoldLimit limit = this.properties.publisher().holdLimit();
		CheckedProperties values = new CheckedProperties("amphora.publisher.hold-limit");
		values.set("size", limit.size(), (size) -> builder.holdLimit(1, size));
		values.set("count", limit.count(), (count) -> builder.holdLimit(count, limit.size()));
		return builder;
	}

	private Set<String> services() {
		Set<String> services = new LinkedHashSet<>();
		this.properties.clients()
			.forEach((key, client) -> services.add((client.serviceName() != null) ? client.serviceName() : key));
		if (this.properties.server().serviceName() != null) {
			services.add(this.properties.server().serviceName());
		}
		if (this.applicationName != null) {
			services.add(this.applicationName);
		}
		services.addAll(this.contractServices.get());
		return services;
	}

	void customize(AmphoraClientBuilder<?> builder, String service) {
		this.customizers.forEach((customizer) -> customizer.customize(builder, service));
	}

}
