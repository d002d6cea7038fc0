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

package io.amphora.client.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.amphora.topology.ServiceTopology;
import org.jspecify.annotations.Nullable;

import org.springframework.lang.CheckReturnValue;
import org.springframework.util.Assert;

/**
 * A request queue to create in addition to that of the service. Its name on the broker
 * does not contain the service: if two services of a virtual host use the same name, they
 * share one queue, and each of them can remove it. To avoid this, begin the name with
 * that of the service.
 *
 * @param name the name that servers and clients use
 * @param routingKey the routing key of its binding to the request exchange
 * @param expires how long the queue exists without a consumer, from one millisecond to
 * 3650 days, or {@code null} to never expire
 * @param brokerName the name of the queue on the broker, which must not be that of a
 * reply queue: {@code rpc_SERVICE_response_UUID} or {@code rpc_SERVICE_UUID_response}
 * @since 0.1.0
 */
public record RequestQueue(String name, String routingKey, @Nullable Duration expires, String brokerName) {

	/** AMQP 0-9-1 encodes routing keys as short strings. */
	private static final int MAX_BYTES = 255;

	public RequestQueue {
		Assert.hasText(name, "A request queue needs a name");
		Assert.hasText(routingKey, "A request queue needs a routing key");
		Assert.isTrue(routingKey.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES,
				() -> "A routing key must not be longer than %d bytes".formatted(MAX_BYTES));
		if (expires != null) {
			ServiceTopology.requireExpires(expires);
		}
		ServiceTopology.requireRequestQueueName(brokerName);
	}

	/**
	 * Create a queue whose name on the broker is {@code rpc_NAME_request}.
	 * @param name the name that servers and clients use
	 * @param routingKey the routing key of its binding to the request exchange
	 * @param expires how long the queue exists without a consumer, or {@code null} to
	 * never expire
	 */
	public RequestQueue(String name, String routingKey, @Nullable Duration expires) {
		this(name, routingKey, expires, ServiceTopology.requestQueue(name));
	}

	/**
	 * Create a queue that never expires and is bound with its own name. Its name on the
	 * broker is {@code rpc_NAME_request}.
	 * @param name the name that servers and clients use
	 * @return the queue
	 */
	public static RequestQueue named(String name) {
		return new RequestQueue(name, name, null);
	}

	/**
	 * Set the routing key of the binding.
	 * @param newRoutingKey the routing key
	 * @return the queue with that routing key
	 */
	@CheckReturnValue
	public RequestQueue routingKey(String newRoutingKey) {
		return new RequestQueue(this.name, newRoutingKey, this.expires, this.brokerName);
	}

	/**
	 * Set how long the queue exists without a consumer.
	 * @param newExpires from one millisecond to 3650 days
	 * @return the queue with that expiry
	 */
	@CheckReturnValue
	public RequestQueue expires(Duration newExpires) {
		return new RequestQueue(this.name, this.routingKey, newExpires, this.brokerName);
	}

	/**
	 * Set the name of the queue on the broker if it differs from
	 * {@code rpc_NAME_request}.
	 * @param newBrokerName at most 255 bytes, and not the name of a reply queue
	 * @return the queue with that name on the broker
	 */
	@CheckReturnValue
	public RequestQueue brokerName(String newBrokerName) {
		return new RequestQueue(this.name, this.routingKey, this.expires, newBrokerName);
	}

}
