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
