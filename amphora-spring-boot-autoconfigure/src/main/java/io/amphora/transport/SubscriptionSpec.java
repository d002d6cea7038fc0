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

package io.amphora.transport;

import io.amphora.topology.Topology;
import io.amphora.transport.connection.ChannelUse;

/**
 * Specification of a subscription.
 *
 * @param name the name of the subscription in logs
 * @param queue the queue to consume from
 * @param topology declared before consuming starts
 * @param prefetch maximum number of unsettled deliveries
 * @param maxDeliveries maximum number of deliveries in total, or 0 for no limit
 * @param replaceable whether deliveries can be {@linkplain Delivery#replace replaced}
 * @param use what depends on the subscription
 * @since 0.1.0
 */
public record SubscriptionSpec(String name, String queue, Topology topology, int prefetch, int maxDeliveries,
		boolean replaceable, ChannelUse use) {

	/**
	 * Create a specification for messages without which calls are impossible.
	 * @param name the name of the subscription in logs
	 * @param queue the queue to consume from
	 * @param topology declared before consuming starts
	 * @param prefetch maximum number of unsettled deliveries
	 * @param maxDeliveries maximum number of deliveries in total, or 0 for no limit
	 * @param replaceable whether deliveries can be {@linkplain Delivery#replace replaced}
	 */
	public SubscriptionSpec(String name, String queue, Topology topology, int prefetch, int maxDeliveries,
			boolean replaceable) {
		this(name, queue, topology, prefetch, maxDeliveries, replaceable, ChannelUse.ESSENTIAL);
	}

	/**
	 * Create a specification for messages without which calls are impossible. The number
	 * of deliveries is not limited.
	 * @param name the name of the subscription in logs
	 * @param queue the queue to consume from
	 * @param topology declared before consuming starts
	 * @param prefetch maximum number of unsettled deliveries
	 */
	public SubscriptionSpec(String name, String queue, Topology topology, int prefetch) {
		this(name, queue, topology, prefetch, 0, false);
	}

	/**
	 * Create a specification like
	 * {@link #SubscriptionSpec(String, String, Topology, int)}, for messages without
	 * which calls are possible.
	 * @param name the name of the subscription in logs
	 * @param queue the queue to consume from
	 * @param topology declared before consuming starts
	 * @param prefetch maximum number of unsettled deliveries
	 * @return the specification
	 */
	public static SubscriptionSpec optional(String name, String queue, Topology topology, int prefetch) {
		return new SubscriptionSpec(name, queue, topology, prefetch, 0, false, ChannelUse.OPTIONAL);
	}

}
