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

package io.amphora.docs;

import com.rabbitmq.client.ConnectionFactory;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.transport.connection.ProtectedConnectionFactory;
import io.amphora.transport.connection.ReadingThread;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the connection factory of docs/security.md.
 */
@BrokerTest
class ProtectedConnectionIntegrationTests {

	private final TestBroker broker;

	ProtectedConnectionIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	@Test
	void callsOverAProtectedConnection() throws Exception {
		String uri = this.broker.uri();
		String service = this.broker.uniqueName("protected");
		// tag::factory[]
		ConnectionFactory client = new ProtectedConnectionFactory();
		client.setUri(uri);
		CachingConnectionFactory connectionFactory = new CachingConnectionFactory(client);
		connectionFactory.setExecutor(ReadingThread.executor());
		AmphoraServer server = AmphoraServer.builder(service, connectionFactory).build();
		// end::factory[]
		server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
		server.serve();
		try (server; AmphoraClient caller = AmphoraClient.builder(service, connectionFactory).build()) {
			assertThat(caller.call("add", int.class, 2, 3)).isEqualTo(5);
		}
		finally {
			connectionFactory.destroy();
		}
	}

}
