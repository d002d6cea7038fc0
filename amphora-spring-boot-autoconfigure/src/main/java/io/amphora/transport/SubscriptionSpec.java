package io.amphora.transport;

import io.amphora.topology.Topology;

/**
 * What to consume.
 *
 * @param name what the subscription is called in logs
 * @param queue the queue to consume from
 * @param topology declared before consuming begins
 * @param prefetch how many deliveries may be unsettled at a time
 */
public record SubscriptionSpec(String name, String queue, Topology topology, int prefetch) {
}
