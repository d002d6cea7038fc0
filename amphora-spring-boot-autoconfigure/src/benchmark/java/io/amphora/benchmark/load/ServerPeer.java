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

package io.amphora.benchmark.load;

import java.util.function.Consumer;

import io.amphora.server.AmphoraServer;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * A server as an application of its own would have it, with connections of its own.
 *
 * @param connectionFactory the connections
 * @param server the server
 */
public record ServerPeer(CachingConnectionFactory connectionFactory, AmphoraServer server) implements AutoCloseable {

	/**
	 * Create and start the server.
	 * @param connectionFactory the connections
	 * @param service the service
	 * @param functions adds the functions
	 * @throws Exception if the server cannot start
	 */
	public ServerPeer(CachingConnectionFactory connectionFactory, String service, Consumer<AmphoraServer> functions)
			throws Exception {
		this(connectionFactory, AmphoraServer.builder(service, connectionFactory).build());
		functions.accept(this.server);
		this.server.serve().get();
	}

	@Override
	public void close() {
		this.server.close();
		this.connectionFactory.destroy();
	}

}
