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

import io.amphora.transport.BrokerTransport;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * Serves the functions of one service. Every connected fanout server receives every
 * fanout request of the service. Requests sent while this server is not connected do not
 * reach it. If a function throws {@link io.amphora.IgnoreRequestException}, this server
 * sends no reply. Thread-safe.
 *
 * @since 0.1.0
 */
public interface AmphoraFanoutServer extends AmphoraServer {

	/**
	 * Create a builder for a fanout server.
	 * @param service the service to serve
	 * @param connectionFactory the factory for connections; not closed with the server
	 * @return a builder
	 */
	static AmphoraServerBuilder<AmphoraFanoutServer> builder(String service, ConnectionFactory connectionFactory) {
		return new AmphoraServerBuilder<>(service, new BrokerTransport(connectionFactory), true,
				DefaultAmphoraFanoutServer::new);
	}

	/**
	 * Create a builder for a fanout server that shares its transport.
	 * @param service the service to serve
	 * @param transport the transport; not closed with the server
	 * @return a builder
	 */
	static AmphoraServerBuilder<AmphoraFanoutServer> builder(String service, BrokerTransport transport) {
		return new AmphoraServerBuilder<>(service, transport, false, DefaultAmphoraFanoutServer::new);
	}

}
