package io.amphora.client;

import java.time.Duration;

import io.amphora.topology.ServiceTopology;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * A request queue to create in addition to that of the service.
 *
 * @param name the name that servers and clients use
 * @param routingKey the routing key of its binding to the request exchange
 * @param expires how long the queue exists without a consumer, from one millisecond to
 * 3650 days, or {@code null} to never expire
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
	public RequestQueue routingKey(String newRoutingKey) {
		return new RequestQueue(this.name, newRoutingKey, this.expires, this.brokerName);
	}

	/**
	 * Set how long the queue exists without a consumer.
	 * @param newExpires from one millisecond to 3650 days
	 * @return the queue with that expiry
	 */
	public RequestQueue expires(Duration newExpires) {
		return new RequestQueue(this.name, this.routingKey, newExpires, this.brokerName);
	}

	/**
	 * Set the name of the queue on the broker if it differs from
	 * {@code rpc_NAME_request}.
	 * @param newBrokerName at most 255 bytes
	 * @return the queue with that name on the broker
	 */
	public RequestQueue brokerName(String newBrokerName) {
		return new RequestQueue(this.name, this.routingKey, this.expires, newBrokerName);
	}

}
