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

import io.amphora.autoconfigure.AmphoraClientProperties;
import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.CheckedProperties;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.ServiceClient;
import io.amphora.topology.QueueType;
import io.amphora.topology.ServiceTopology;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Creates the clients that are configured by properties.
 */
final class ConfiguredClientFactory {

	/**
	 * Half of the size by which a batch may exceed the maximum of a body, with reserve.
	 */
	private static final DataSize SMALL_BATCH = DataSize.ofKilobytes(256);

	private final AmphoraClientFactory factory;

	private final AmphoraProperties properties;

	ConfiguredClientFactory(AmphoraClientFactory factory, AmphoraProperties properties) {
		this.factory = factory;
		this.properties = properties;
	}

	ServiceClient create(String key) {
		AmphoraClientProperties client = this.properties.clients().get(key);
		if (client == null) {
			throw new IllegalStateException("Missing properties for client '" + key + "'");
		}
		String service = (client.serviceName() != null) ? client.serviceName() : key;
		CheckedProperties values = new CheckedProperties("amphora.clients." + key);
		values.set("service-name", service, ConfiguredClientFactory::topology);
		values.set("uuid", client.uuid(), (uuid) -> topology(service).responseQueue(uuid));
		AmphoraClientFactory factory = this.factory.forConnection(client.connection(), values.prefix() + ".connection");
		return client.fanout() ? build(factory, factory.fanoutBuilder(service), service, client, values)
				: build(factory, factory.builder(service), service, client, values);
	}

	private <C extends ServiceClient> C build(AmphoraClientFactory factory, AmphoraClientBuilder<C> builder,
			String service, AmphoraClientProperties client, CheckedProperties values) {
		if (client.batching().enabled()) {
			values.set("batching.max-size", client.batching().maxSize(), this::requireAcceptable);
		}
		apply(client, values, builder);
		return factory.build(builder, service, (configured) -> {
		});
	}

	/** A batch may become twice as large, because its last call may exceed the limit. */
	private void requireAcceptable(DataSize batch) {
		DataSize body = this.properties.serializer().maxBody();
		Assert.isTrue(batch.toBytes() <= Math.max(body.toBytes() / 2, SMALL_BATCH.toBytes()),
				() -> "It must be at most half of 'amphora.serializer.max-body', which is %s: servers refuse larger batches"
					.formatted(body));
	}

	/** Rejects names that are too long for a queue. */
	private static ServiceTopology topology(String service) {
		return new ServiceTopology(service, QueueType.BROKER_DEFAULT);
	}

	private static void apply(AmphoraClientProperties client, CheckedProperties values,
			AmphoraClientBuilder<?> builder) {
		values.set("uuid", client.uuid(), builder::uuid);
		values.set("timeout", client.timeout(), (timeout) -> builder.timeout(timeout).overrideContractTimeouts(true));
		values.set("propagate-deadline", client.propagateDeadline(), builder::propagateDeadline);
		values.set("propagate-cancellation", client.propagateCancellation(), builder::propagateCancellation);
		values.set("send-user-id", client.sendUserId(), builder::sendUserId);
		values.set("auto-startup", client.autoStartup(), builder::autoStartup);
		values.set("declare", client.declare(), builder::declare);
		values.set("reply-mode", client.replyMode(), builder::replyMode);
		values.set("reply-queue-expires", client.replyQueueExpires(), builder::replyQueueExpires);
		values.set("shutdown.grace-period", client.shutdown().gracePeriod(), builder::gracePeriod);
		values.set("gather.quiet-period", client.gather().quietPeriod(), builder::gatherQuietPeriod);
		values.set("batching", client.batching(),
				(batching) -> builder.batching(batching.enabled() ? batching.limits() : null));
		values.set("queue-type", client.queueType(), builder::queueType);
		values.set("reply-queue-type", client.replyQueueType(), builder::replyQueueType);
		values.set("delivery-mode", client.deliveryMode(), builder::deliveryMode);
	}

}
