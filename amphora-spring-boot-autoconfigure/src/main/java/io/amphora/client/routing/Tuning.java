package io.amphora.client.routing;

import org.springframework.util.Assert;

/**
 * The routing of a request.
 *
 * @param routingKey the routing key
 */
public record Tuning(String routingKey) {

	public Tuning {
		Assert.notNull(routingKey, "'routingKey' must not be null");
	}

	/**
	 * Create a tuning from the name of a queue instead of a routing key, as earlier
	 * versions of the Python library did. A request queue is bound with its own name
	 * unless it was created with another routing key.
	 * @param queue the name with which the request queue was created
	 * @return the tuning
	 * @deprecated use the routing key
	 */
	@Deprecated(since = "0.1.0")
	public static Tuning queue(String queue) {
		return new Tuning(queue);
	}

}
