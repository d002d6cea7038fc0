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

package io.amphora.autoconfigure.connection;

import java.util.Set;

import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TransportLookup}.
 */
class TransportLookupTests {

	private final TransportLookup lookup = new TransportLookup(new BrokerTransport(mock(ConnectionFactory.class)),
			Set.of("old"), new DefaultListableBeanFactory(), "amphoraServers");

	@Test
	void unknownConnectionIsRefusedWithTheKnownOnes() {
		assertThatExceptionOfType(UnknownConnectionException.class)
			.isThrownBy(() -> this.lookup.get("new", "amphora.server.connection"))
			.withMessage("Property 'amphora.server.connection' refers to unknown connection 'new'."
					+ " Besides the default connection there are: 'old'.");
	}

	@Test
	void connectionThatIsConfiguredAfterTheApplicationWasProcessedIsRefused() {
		assertThatExceptionOfType(UnknownConnectionException.class)
			.isThrownBy(() -> this.lookup.get("old", "amphora.server.connection"))
			.withMessage("Property 'amphora.server.connection' refers to connection 'old', which was not configured"
					+ " when the application was processed ahead of time.");
		assertThatExceptionOfType(UnknownConnectionException.class).isThrownBy(() -> this.lookup.get("old", null))
			.withMessage("The application refers to connection 'old', which was not configured when the application"
					+ " was processed ahead of time.");
	}

}
