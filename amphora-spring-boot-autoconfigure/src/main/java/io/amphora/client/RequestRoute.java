package io.amphora.client;

import io.amphora.topology.ServiceTopology;
import io.amphora.topology.Topology;

/**
 * The destination of a client's requests.
 *
 * @param exchange the exchange
 * @param routingKey the routing key of calls that do not set their own
 * @param topology the topology to declare
 */
record RequestRoute(String exchange, String routingKey, Topology topology) {

	/** Return the route to any one server of the service. */
	static RequestRoute toOne(ServiceTopology service) {
		return new RequestRoute(service.requestExchange(), service.service(), service.requests());
	}

	/** Return the route to all servers of the service, for introspection only. */
	static RequestRoute toIntrospection(ServiceTopology service) {
		return new RequestRoute(service.introspectionExchange(), service.service(), service.introspectionRequests());
	}

	/** Return the route to all fanout servers of the service. */
	static RequestRoute toAll(ServiceTopology service) {
		return new RequestRoute(service.fanoutExchange(), service.service(), service.fanoutRequests());
	}

}
