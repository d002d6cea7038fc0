package io.amphora.server;

import io.amphora.topology.ServiceTopology;
import io.amphora.topology.Topology;

/**
 * The role of a server in its service.
 *
 * @param queue the queue that it takes requests from
 * @param topology the topology to declare
 * @param fanout whether every server receives every request
 */
record ServerRole(String queue, Topology topology, boolean fanout) {

	/** Create the role of a server that shares requests with other servers. */
	static ServerRole oneOfMany(ServiceTopology service) {
		return new ServerRole(service.requestQueue(), service.requestServer(), false);
	}

	/** Create the role of a server that receives every request. */
	static ServerRole fanout(ServiceTopology service, String uuid) {
		return new ServerRole(service.fanoutQueue(uuid), service.fanoutServer(uuid), true);
	}

}
