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

package io.amphora.faults;

import io.amphora.server.AmphoraServer;
import io.amphora.transport.BrokerTransport;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * A server process with a function that ends it at once, as if it had crashed.
 */
final class DyingServer {

	static final String DYING = "dying";

	private DyingServer() {
	}

	public static void main(String[] arguments) throws Exception {
		CachingConnectionFactory connections = new CachingConnectionFactory();
		connections.setUri(arguments[0]);
		try (AmphoraServer server = AmphoraServer.builder(arguments[1], new BrokerTransport(connections))
			.deliveryLimit(Integer.parseInt(arguments[2]))
			.build()) {
			server.addFunction("ping", (call) -> "pong");
			server.addFunction("die", (call) -> {
				System.out.println(DYING);
				Runtime.getRuntime().halt(1);
				return null;
			});
			server.serve().join();
			server.awaitStop();
		}
	}

}
