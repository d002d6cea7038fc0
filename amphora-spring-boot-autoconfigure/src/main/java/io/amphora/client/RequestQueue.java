package io.amphora.client;

import java.time.Duration;

import io.amphora.topology.ServiceTopology;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * A request queue to create beside the service's own.
 *
 * @param name what servers and clients call it
 * @param routingKey the key that it is bound to the request exchange with
 * @param expires how long it lives without a consumer, from a millisecond to 3650 days,
 * or {@code null} for ever
 * @param brokerName the name of the queue on the broker
 */
public record RequestQueue(String name, String routingKey, @Nullable Duration expires, String brokerName) {

	public RequestQueue {
		Assert.hasText(name, "A request queue needs a name");
		Assert.hasText(routingKey, "A request queue needs a routing key");
		if (expires != null) {
			ServiceTopology.requireExpires(expires);
		}
		ServiceTopology.requireQueueName(brokerName);
	}

	/**
	 * A queue that is called {@code rpc_NAME_request} on the broker.
	 * @param name what servers and clients call it
	 * @param routingKey the key that it is bound to the request exchange with
	 * @param expires how long it lives without a consumer, or {@code null} for ever
	 */
	public RequestQueue(String name, String routingKey, @Nullable Duration expires) {
		this(name, routingKey, expires, ServiceTopology.requestQueue(name));
	}

	/**
	 * A queue that lives for ever and is bound with its own name. On the broker it is
	 * called {@code rpc_NAME_request}.
	 * @param name what servers and clients call it
	 * @return the queue
	 */
	public static RequestQueue named(String name) {
		return new RequestQueue(name, name, null);
	}

	/**
	 * Bind the queue with another key.
	 * @param newRoutingKey the routing key
	 * @return the queue with that key
	 */
	public RequestQueue routingKey(String newRoutingKey) {
		return new RequestQueue(this.name, newRoutingKey, this.expires, this.brokerName);
	}

	/**
	 * Let the queue go when nobody consumes from it.
	 * @param newExpires how long it waits for a consumer
	 * @return the queue with that expiry
	 */
	public RequestQueue expires(Duration newExpires) {
		return new RequestQueue(this.name, this.routingKey, newExpires, this.brokerName);
	}

	/**
	 * Set the full name of the queue on the broker, for a queue that does not follow the
	 * pattern {@code rpc_NAME_request}.
	 * @param newBrokerName at most 255 bytes
	 * @return the queue with that name on the broker
	 */
	public RequestQueue brokerName(String newBrokerName) {
		return new RequestQueue(this.name, this.routingKey, this.expires, newBrokerName);
	}

}
