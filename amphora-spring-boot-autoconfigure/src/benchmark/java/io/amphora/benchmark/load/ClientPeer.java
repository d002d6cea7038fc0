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

import java.time.Duration;

import io.amphora.client.AmphoraClient;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * A client as an application of its own would have it, with connections of its own.
 *
 * @param connectionFactory the connections
 * @param client the client
 */
public record ClientPeer(CachingConnectionFactory connectionFactory, AmphoraClient client) implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(5);

	public ClientPeer(CachingConnectionFactory connectionFactory, String service) throws Exception {
		this(connectionFactory, AmphoraClient.builder(service, connectionFactory).timeout(TIMEOUT).build());
		this.client.serve().get();
	}

	@Override
	public void close() {
		this.client.close();
		this.connectionFactory.destroy();
	}

}
