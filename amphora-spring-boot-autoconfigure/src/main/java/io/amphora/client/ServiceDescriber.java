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

package io.amphora.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.amphora.StoppedException;
import io.amphora.UnroutableRequestException;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.fanout.Gather;
import io.amphora.introspection.ServiceDescription;
import io.amphora.topology.RequestRoute;
import io.amphora.topology.Topology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Publisher;

/**
 * Requests descriptions of all servers of a service. Introspection is rare, so it opens a
 * channel only while in use. Thread-safe.
 */
final class ServiceDescriber {

	private final RequestFactory requests;

	private final BrokerTransport transport;

	private final PendingCalls pendingCalls;

	private final boolean propagateDeadline;

	private final ClientInterceptorChain interceptors;

	private final Topology topology;

	ServiceDescriber(RequestFactory requests, BrokerTransport transport, PendingCalls pendingCalls,
			boolean propagateDeadline, ClientInterceptorChain interceptors, Topology responses) {
		this.requests = requests.withRoute(RequestRoute.toIntrospection(requests.topology()));
		this.transport = transport;
		this.pendingCalls = pendingCalls;
		this.propagateDeadline = propagateDeadline;
		this.interceptors = interceptors;
		this.topology = this.requests.route().topology().and(responses);
	}

	List<ServiceDescription> describeAll(Duration wait) {
		Publisher publisher = this.transport
			.operationPublisher("client of " + this.requests.topology().service() + ", introspection", this.topology);
		try {
			publisher.start();
			CallExecutor executor = new CallExecutor(this.requests, this.transport, publisher.sendBuffer(),
					publisher::publishReserved, this.pendingCalls, this.propagateDeadline, this.interceptors);
			return describe(DefaultGather.of(executor, ServiceDescription.FUNCTION, CallOptions.withTimeout(wait),
					ServiceDescription.class));
		}
		catch (UnroutableRequestException ex) {
			return List.of();
		}
		finally {
			publisher.close(new StoppedException("The descriptions were requested.", null));
		}
	}

	private static List<ServiceDescription> describe(Gather<ServiceDescription> servers) {
		return servers.call().stream().map(FanoutReply::value).filter(Objects::nonNull).toList();
	}

}
