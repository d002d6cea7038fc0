package io.amphora.transport;

import io.amphora.topology.Topology;

/**
 * Specification of a subscription.
 *
 * @param name the name of the subscription in logs
 * @param queue the queue to consume from
 * @param topology declared before consuming starts
 * @param prefetch maximum number of unsettled deliveries
 * @param maxDeliveries maximum number of deliveries in total, or 0 for no limit
 * @param replaceable whether deliveries can be {@linkplain Delivery#replace replaced}
 */
public record SubscriptionSpec(String name, String queue, Topology topology, int prefetch, int maxDeliveries,
		boolean replaceable) {

	/**
	 * Create a specification without a maximum number of deliveries.
	 * @param name the name of the subscription in logs
	 * @param queue the queue to consume from
	 * @param topology declared before consuming starts
	 * @param prefetch maximum number of unsettled deliveries
	 */
	public SubscriptionSpec(String name, String queue, Topology topology, int prefetch) {
		this(name, queue, topology, prefetch, 0, false);
	}

}
