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
 * A server whose functions are cancelled, to be killed.
 */
final class CancellationServerProcess {

	private CancellationServerProcess() {
	}

	public static void main(String[] arguments) throws Exception {
		CachingConnectionFactory connections = new CachingConnectionFactory();
		connections.setUri(arguments[0]);
		try (AmphoraServer server = AmphoraServer.builder(arguments[1], new BrokerTransport(connections)).build()) {
			new CancelledFunctions(FaultMode.valueOf(arguments[2]),
					(request) -> FaultLines.print(FaultLines.EXECUTED, request))
				.addTo(server);
			server.serve().join();
			FaultLines.print(FaultLines.READY, "");
			server.awaitStop();
		}
	}

}
