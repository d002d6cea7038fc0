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

package io.amphora.docs.testing;

import io.amphora.client.AmphoraClient;
import io.amphora.embedded.EmbeddedBroker;
import io.amphora.server.AmphoraServer;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class PlainIntegrationTests {

	// tag::plain[]
	@Test
	void addsNumbers() {
		try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
			CachingConnectionFactory connections = new CachingConnectionFactory(broker.host(), broker.port());
			connections.setUsername(broker.username());
			connections.setPassword(broker.password());
			try (AmphoraServer server = AmphoraServer.builder("simplemath", connections).build();
					AmphoraClient client = AmphoraClient.builder("simplemath", connections).build()) {
				server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
				server.serve();
				assertThat(client.call("add", int.class, 2, 3)).isEqualTo(5);
			}
			connections.destroy();
		}
	}
	// end::plain[]

}
