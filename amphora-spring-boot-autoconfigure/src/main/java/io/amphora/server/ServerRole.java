package io.amphora.server;

import io.amphora.topology.ServiceTopology;
import io.amphora.topology.Topology;

/**
 * How a server takes part in its service.
 *
 * @param queue the queue that it takes requests from
 * @param topology what has to be declared
 * @param fanout whether every server gets every request
 */
record ServerRole(String queue, Topology topology, boolean fanout) {

	/** One of several servers, of which each request goes to one. */
	static ServerRole oneOfMany(ServiceTopology service) {
		return new ServerRole(service.requestQueue(), service.requestServer(), false);
	}

	/** A server that gets every request. */
	static ServerRole fanout(ServiceTopology service, String uuid) {
		return new ServerRole(service.fanoutQueue(uuid), service.fanoutServer(uuid), true);
	}

}
