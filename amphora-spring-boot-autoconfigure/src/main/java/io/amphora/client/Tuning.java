package io.amphora.client;

import org.springframework.util.Assert;

/**
 * Where a request goes.
 *
 * @param routingKey the routing key
 */
public record Tuning(String routingKey) {

	public Tuning {
		Assert.notNull(routingKey, "'routingKey' must not be null");
	}

	/**
	 * Name the queue instead of the routing key, as the Python library once did. A
	 * request queue is bound with its own name unless it was created with another routing
	 * key.
	 * @param queue the name that the request queue was created with
	 * @return the tuning
	 * @deprecated give the routing key
	 */
	@Deprecated(since = "0.1.0")
	public static Tuning queue(String queue) {
		return new Tuning(queue);
	}

}
