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

import java.time.Duration;

import io.amphora.RemoteException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The code of {@code docs/coming-from-python.md}.
 */
class PythonMathIntegrationTests {

	@AutoClose
	private static final SnippetBroker broker = new SnippetBroker();

	@Test
	void exampleGivesWhatItGivesInPython() {
		try (AmphoraServer server = serve(broker.connectionFactory());
				AmphoraClient client = AmphoraClient.builder("simplemath", broker.connectionFactory())
					.timeout(Duration.ofSeconds(20))
					.build()) {
			// tag::client[]
			int sum = client.call("add", int.class, 2, 3); // 5
			int difference = client.call("sub", int.class, 10, 3); // 7
			int product = client.call("multiply", int.class, 5, 5); // 25
			int quotient = client.call("div", int.class, 64, 16); // 4
			// end::client[]
			assertThat(new int[] { sum, difference, product, quotient }).containsExactly(5, 7, 25, 4);
			assertThat(server.functions()).hasSize(4);
			assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> client.call("div", int.class, 10, 0))
				.satisfies((ex) -> assertThat(ex.errorType()).isEqualTo("ArithmeticException"));
		}
	}

	private static AmphoraServer serve(ConnectionFactory connectionFactory) {
		// tag::server[]
		AmphoraServer server = AmphoraServer.builder("simplemath", connectionFactory).build();
		server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
		server.addFunction("sub", (call) -> call.argument(0, int.class) - call.argument(1, int.class));
		server.addFunction("multiply", (call) -> call.argument(0, int.class) * call.argument(1, int.class));
		server.addFunction("div", (call) -> call.argument(0, int.class) / call.argument(1, int.class));
		server.serve();
		// end::server[]
		return server;
	}

}
