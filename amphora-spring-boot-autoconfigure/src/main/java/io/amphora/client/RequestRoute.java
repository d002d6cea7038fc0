package io.amphora.client;

import io.amphora.topology.ServiceTopology;
import io.amphora.topology.Topology;

/**
 * Where a client's requests go.
 *
 * @param exchange the exchange
 * @param routingKey the routing key, unless a call has one of its own
 * @param topology what has to be declared
 */
record RequestRoute(String exchange, String routingKey, Topology topology) {

	/** To one of the service's servers. */
	static RequestRoute toOne(ServiceTopology service) {
		return new RequestRoute(service.requestExchange(), service.service(), service.requests());
	}

	/** To all of the service's servers, for introspection only. */
	static RequestRoute toIntrospection(ServiceTopology service) {
		return new RequestRoute(service.introspectionExchange(), service.service(), service.introspectionRequests());
	}

	/** To all of the service's fanout servers. */
	static RequestRoute toAll(ServiceTopology service) {
		return new RequestRoute(service.fanoutExchange(), service.service(), service.fanoutRequests());
	}

}
