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

package io.amphora.observation;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ClientState;
import io.amphora.client.ClientStatistics;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.ServerStatistics;
import io.amphora.transport.connection.ConnectionState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AmphoraClientMeters} and {@link AmphoraServerMeters}.
 */
class ServiceMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final AmphoraClientMeters clients = new AmphoraClientMeters(this.registry);

	private static AmphoraClient client(int pending, long late) {
		AmphoraClient client = mock(AmphoraClient.class);
		given(client.service()).willReturn("math");
		given(client.statistics()).willReturn(new ClientStatistics(pending, 0, 10, late, 3, 1));
		given(client.connection()).willReturn(new ConnectionState(true, true, "127.0.0.1:5672", null, null));
		return client;
	}

	private double gauge(AmphoraMeter meter) {
		return this.registry.get(meter.meterName()).tag("amphora.service", "math").gauge().value();
	}

	private double counter(AmphoraMeter meter) {
		return this.registry.get(meter.meterName()).tag("amphora.service", "math").functionCounter().count();
	}

	@Test
	void clientsOfAServiceAreCountedTogether() {
		this.clients.changed(client(2, 5), ClientState.SERVING);
		this.clients.changed(client(3, 6), ClientState.SERVING);
		assertThat(gauge(AmphoraMeter.CLIENT_OPEN)).isEqualTo(2);
		assertThat(gauge(AmphoraMeter.CLIENT_CONNECTED)).isEqualTo(2);
		assertThat(gauge(AmphoraMeter.CLIENT_BLOCKED)).isZero();
		assertThat(gauge(AmphoraMeter.CLIENT_PENDING)).isEqualTo(5);
		assertThat(counter(AmphoraMeter.CLIENT_LATE)).isEqualTo(11);
	}

	@Test
	void keepsTheCountsOfClosedClients() {
		AmphoraClient closed = client(2, 5);
		this.clients.changed(closed, ClientState.SERVING);
		this.clients.changed(client(3, 6), ClientState.SERVING);
		this.clients.changed(closed, ClientState.CLOSED);
		this.clients.changed(closed, ClientState.CLOSED);
		assertThat(gauge(AmphoraMeter.CLIENT_OPEN)).isEqualTo(1);
		assertThat(gauge(AmphoraMeter.CLIENT_PENDING)).isEqualTo(3);
		assertThat(counter(AmphoraMeter.CLIENT_LATE)).isEqualTo(11);
		assertThat(counter(AmphoraMeter.CLIENT_UNROUTABLE)).isEqualTo(6);
		assertThat(counter(AmphoraMeter.CLIENT_RESTARTS)).isEqualTo(2);
	}

	@Test
	void clientsOfSeveralBrokersAreCountedApart() {
		AmphoraClientMeters apart = new AmphoraClientMeters(this.registry, true);
		AmphoraClient reporting = client(2, 5);
		given(reporting.connectionName()).willReturn("reporting");
		apart.changed(reporting, ClientState.SERVING);
		apart.changed(client(3, 6), ClientState.SERVING);
		assertThat(pending("reporting")).isEqualTo(2);
		assertThat(pending("default")).isEqualTo(3);
		apart.changed(reporting, ClientState.CLOSED);
		assertThat(pending("reporting")).isZero();
	}

	private double pending(String connection) {
		return this.registry.get(AmphoraMeter.CLIENT_PENDING.meterName())
			.tags("amphora.service", "math", "connection", connection)
			.gauge()
			.value();
	}

	@Test
	void singleBrokerIsNotATag() {
		this.clients.changed(client(2, 5), ClientState.SERVING);
		assertThat(this.registry.getMeters()).isNotEmpty()
			.allSatisfy((meter) -> assertThat(meter.getId().getTags()).hasSize(2));
	}

	@Test
	void fanoutClientsAreCountedApart() {
		AmphoraFanoutClient fanout = mock(AmphoraFanoutClient.class);
		given(fanout.service()).willReturn("math");
		given(fanout.statistics()).willReturn(new ClientStatistics(7, 0, 0, 0, 0, 0));
		this.clients.changed(client(2, 5), ClientState.SERVING);
		this.clients.changed(fanout, ClientState.SERVING);
		assertThat(fanoutPending("false")).isEqualTo(2);
		assertThat(fanoutPending("true")).isEqualTo(7);
		this.clients.changed(fanout, ClientState.CLOSED);
		assertThat(fanoutPending("true")).isZero();
	}

	private double fanoutPending(String fanout) {
		return this.registry.get(AmphoraMeter.CLIENT_PENDING.meterName()).tag("fanout", fanout).gauge().value();
	}

	@Test
	void serversReportWhetherTheyReceiveRequests() {
		AmphoraServer server = mock(AmphoraServer.class);
		given(server.service()).willReturn("math");
		given(server.statistics()).willReturn(new ServerStatistics(1, 11, 2, 3, 4, 12, 5, 10, 6, 7, 8, 9));
		given(server.stalled()).willReturn(true);
		given(server.connection()).willReturn(new ConnectionState(true, false, null, "memory", null));
		new AmphoraServerMeters(this.registry).changed(server, ServerState.SERVING);
		assertThat(gauge(AmphoraMeter.SERVER_CONSUMING)).isZero();
		assertThat(gauge(AmphoraMeter.SERVER_CONNECTED)).isZero();
		assertThat(gauge(AmphoraMeter.SERVER_BLOCKED)).isEqualTo(1);
		assertThat(gauge(AmphoraMeter.SERVER_ACTIVE)).isEqualTo(1);
		assertThat(gauge(AmphoraMeter.SERVER_STALLED)).isEqualTo(1);
		assertThat(gauge(AmphoraMeter.SERVER_OVERDUE)).isEqualTo(11);
		assertThat(counter(AmphoraMeter.SERVER_HANDLED)).isEqualTo(2);
		assertThat(counter(AmphoraMeter.SERVER_REJECTED)).isEqualTo(3);
		assertThat(counter(AmphoraMeter.SERVER_EXPIRED)).isEqualTo(4);
		assertThat(counter(AmphoraMeter.SERVER_CANCELLED)).isEqualTo(12);
		assertThat(counter(AmphoraMeter.SERVER_IGNORED)).isEqualTo(5);
		assertThat(counter(AmphoraMeter.SERVER_DUPLICATES)).isEqualTo(10);
		assertThat(counter(AmphoraMeter.SERVER_UNDELIVERABLE)).isEqualTo(6);
		assertThat(counter(AmphoraMeter.SERVER_REDELIVERED)).isEqualTo(7);
		assertThat(gauge(AmphoraMeter.SERVER_HELD)).isEqualTo(8);
		assertThat(counter(AmphoraMeter.SERVER_RESTARTS)).isEqualTo(9);
	}

}
