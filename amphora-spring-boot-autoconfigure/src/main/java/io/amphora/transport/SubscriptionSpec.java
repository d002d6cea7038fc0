package io.amphora.transport;

import io.amphora.topology.Topology;

/**
 * What to consume.
 *
 * @param name what the subscription is called in logs
 * @param queue the queue to consume from
 * @param topology declared before consuming begins
 * @param prefetch how many deliveries may be unsettled at a time
 * @param maxDeliveries how many deliveries to take in all, or 0 for any number
 * @param replaceable whether deliveries can be {@linkplain Delivery#replace replaced}
 */
public record SubscriptionSpec(String name, String queue, Topology topology, int prefetch, int maxDeliveries,
		boolean replaceable) {

	/**
	 * What to consume, for as long as it lasts.
	 * @param name what the subscription is called in logs
	 * @param queue the queue to consume from
	 * @param topology declared before consuming begins
	 * @param prefetch how many deliveries may be unsettled at a time
	 */
	public SubscriptionSpec(String name, String queue, Topology topology, int prefetch) {
		this(name, queue, topology, prefetch, 0, false);
	}

}
