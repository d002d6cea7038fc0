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

package io.amphora.topology;

/**
 * The destination of a client's requests.
 *
 * @param exchange the exchange
 * @param routingKey the routing key of calls that do not set their own
 * @param topology the topology to declare
 * @since 0.1.0
 */
public record RequestRoute(String exchange, String routingKey, Topology topology) {

	/**
	 * Return the route to any one server of a service.
	 * @param service the topology of the service
	 * @return the route
	 */
	public static RequestRoute toOne(ServiceTopology service) {
		return new RequestRoute(service.requestExchange(), service.service(), service.requests());
	}

	/**
	 * Return the route to all servers of a service, for introspection only.
	 * @param service the topology of the service
	 * @return the route
	 */
	public static RequestRoute toIntrospection(ServiceTopology service) {
		return new RequestRoute(service.introspectionExchange(), service.service(), service.introspectionRequests());
	}

	/**
	 * Return the route to all fanout servers of a service.
	 * @param service the topology of the service
	 * @return the route
	 */
	public static RequestRoute toAll(ServiceTopology service) {
		return new RequestRoute(service.fanoutExchange(), service.service(), service.fanoutRequests());
	}

}
