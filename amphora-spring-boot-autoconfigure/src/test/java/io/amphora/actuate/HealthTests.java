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

package io.amphora.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.amphora.TopologyException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ClientState;
import io.amphora.client.ClientStatistics;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.ServerStatistics;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.transport.ConsumerState;
import io.amphora.transport.connection.ConnectionState;
import io.amphora.transport.connection.CredentialsState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for the health indicators and {@link AmphoraHealthContributor}.
 */
class HealthTests {

	private static final ConnectionState CONNECTED = new ConnectionState(true, true, "127.0.0.1:5672", null, null);

	private static final ConnectionState BLOCKED = new ConnectionState(true, true, "127.0.0.1:5672", "low on memory",
			null);

	private static final ConnectionState LOST = new ConnectionState(true, false, null, null,
			new IllegalStateException("connection refused"));

	private static final ConsumerState CONSUMING = new ConsumerState("rpc_math_request", true, 2, null);

	private static final ConsumerState GONE = new ConsumerState("extra", false, 1, null);

	private static final ConsumerState REFUSED = new ConsumerState("rpc_math_request", false, 0,
			new TopologyException("other arguments", null));

	private static <S extends AmphoraServer> S server(Class<S> type, ServerState state, ConnectionState connection,
			ConsumerState... consumers) {
		S server = mock(type);
		given(server.service()).willReturn("math");
		given(server.uuid()).willReturn("u1");
		given(server.state()).willReturn(state);
		given(server.connection()).willReturn(connection);
		given(server.consumers()).willReturn(List.of(consumers));
		given(server.functions()).willReturn(List.of(new FunctionDefinition("add", (call) -> 5)));
		given(server.statistics()).willReturn(new ServerStatistics(3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0));
		return server;
	}

	private static AmphoraClient client(ClientState state, ConnectionState connection, ConsumerState consumer) {
		AmphoraClient client = mock(AmphoraClient.class);
		given(client.service()).willReturn("math");
		given(client.uuid()).willReturn("u2");
		given(client.state()).willReturn(state);
		given(client.connection()).willReturn(connection);
		given(client.consumer()).willReturn(consumer);
		given(client.statistics()).willReturn(new ClientStatistics(1, 2, 0, 0, 0, 0));
		return client;
	}

	static Stream<Object[]> servers() {
		return Stream.of(new Object[] { Status.UP, ServerState.SERVING, CONNECTED, List.of(CONSUMING) },
				new Object[] { Status.DOWN, ServerState.SERVING, CONNECTED, List.of(CONSUMING, GONE) },
				new Object[] { Status.DOWN, ServerState.SERVING, CONNECTED, List.of(REFUSED) },
				new Object[] { Status.DOWN, ServerState.SERVING, BLOCKED, List.of(CONSUMING) },
				new Object[] { Status.DOWN, ServerState.SERVING, LOST, List.of(CONSUMING) },
				new Object[] { Status.OUT_OF_SERVICE, ServerState.PREPARING_STOP, CONNECTED, List.of(GONE) },
				new Object[] { Status.OUT_OF_SERVICE, ServerState.STOPPED, CONNECTED, List.of(GONE) },
				new Object[] { Status.OUT_OF_SERVICE, ServerState.CLOSED, LOST, List.of(GONE) });
	}

	@ParameterizedTest
	@MethodSource("servers")
	void serverIsUpWhileItServesCalls(Status expected, ServerState state, ConnectionState connection,
			List<ConsumerState> consumers) {
		AmphoraServer server = server(AmphoraServer.class, state, connection, consumers.toArray(ConsumerState[]::new));
		assertThat(new AmphoraServerHealthIndicator(server).health().getStatus()).isEqualTo(expected);
	}

	@Test
	void stalledServerIsDown() {
		AmphoraServer server = server(AmphoraServer.class, ServerState.SERVING, CONNECTED, CONSUMING);
		given(server.stalled()).willReturn(true);
		assertThat(new AmphoraServerHealthIndicator(server).health()).satisfies((health) -> {
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("stalled", true);
		});
	}

	@Test
	void stoppedServerWithoutFunctionsIsUnknown() {
		AmphoraServer server = server(AmphoraServer.class, ServerState.STOPPED, LOST, GONE);
		given(server.functions()).willReturn(List.of());
		assertThat(new AmphoraServerHealthIndicator(server).health().getStatus()).isEqualTo(Status.UNKNOWN);
	}

	@Test
	void healthShowsTheCause() {
		AmphoraServer server = server(AmphoraServer.class, ServerState.SERVING, BLOCKED, CONSUMING, GONE, REFUSED);
		assertThat(new AmphoraServerHealthIndicator(server).health().getDetails()).containsEntry("service", "math")
			.containsEntry("instance", "u1")
			.containsEntry("state", ServerState.SERVING)
			.containsEntry("stalled", false)
			.containsEntry("running", 3)
			.containsEntry("overdue", 2)
			.containsEntry("held", 4)
			.containsEntry("connected", true)
			.containsEntry("node", "127.0.0.1:5672")
			.containsEntry("blocked", "low on memory")
			.containsEntry("restarts", 3L)
			.extractingByKey("queues")
			.asString()
			.contains("rpc_math_request=refused: other arguments", "extra=not consuming");
		Health lost = new AmphoraClientHealthIndicator(client(ClientState.SERVING, LOST, GONE)).health();
		assertThat(lost.getDetails()).containsEntry("connected", false)
			.doesNotContainKey("node")
			.extractingByKey("error")
			.asString()
			.contains("connection refused");
	}

	@Test
	void credentialsAreDetailsThatDoNotChangeTheStatus() {
		ConnectionState expiring = new ConnectionState(true, true, "127.0.0.1:5672", null, null,
				new CredentialsState(CredentialsState.Status.EXPIRING, Duration.ofMillis(25_400)));
		assertThat(new AmphoraClientHealthIndicator(client(ClientState.SERVING, expiring, CONSUMING)).health())
			.satisfies((health) -> {
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(health.getDetails()).containsEntry("credentials",
						Map.of("status", "EXPIRING", "expiresIn", "PT25S"));
			});
		AmphoraServer server = server(AmphoraServer.class, ServerState.SERVING, expiring, CONSUMING);
		assertThat(new AmphoraServerHealthIndicator(server).health().getDetails()).containsKey("credentials");
		assertThat(new AmphoraClientHealthIndicator(client(ClientState.SERVING, CONNECTED, CONSUMING)).health()
			.getDetails()).doesNotContainKey("credentials");
	}

	@Test
	void healthNamesTheConnection() {
		AmphoraServer server = server(AmphoraServer.class, ServerState.SERVING, CONNECTED, CONSUMING);
		assertThat(new AmphoraServerHealthIndicator(server).health().getDetails()).doesNotContainKey("connection");
		given(server.connectionName()).willReturn("reporting");
		assertThat(new AmphoraServerHealthIndicator(server).health().getDetails()).containsEntry("connection",
				"reporting");
		AmphoraClient client = client(ClientState.SERVING, CONNECTED, CONSUMING);
		given(client.connectionName()).willReturn("reporting");
		assertThat(new AmphoraClientHealthIndicator(client).health().getDetails()).containsEntry("connection",
				"reporting");
	}

	@Test
	void clientIsUpWhileItCanCall() {
		assertThat(status(ClientState.SERVING, CONNECTED, CONSUMING)).isEqualTo(Status.UP);
		assertThat(status(ClientState.SERVING, CONNECTED, GONE)).isEqualTo(Status.DOWN);
		assertThat(status(ClientState.SERVING, BLOCKED, CONSUMING)).isEqualTo(Status.DOWN);
		assertThat(status(ClientState.SERVING, LOST, CONSUMING)).isEqualTo(Status.DOWN);
		assertThat(status(ClientState.STOPPED, CONNECTED, GONE)).isEqualTo(Status.UNKNOWN);
	}

	private static Status status(ClientState state, ConnectionState connection, ConsumerState consumer) {
		return new AmphoraClientHealthIndicator(client(state, connection, consumer)).health().getStatus();
	}

	@Test
	void thereIsOneComponentForEachServerAndClientThatIsOpen() {
		AmphoraHealthContributor contributor = new AmphoraHealthContributor(
				() -> List.of(server(AmphoraServer.class, ServerState.SERVING, CONNECTED, CONSUMING),
						server(AmphoraFanoutServer.class, ServerState.SERVING, CONNECTED, CONSUMING),
						server(AmphoraServer.class, ServerState.CLOSED, LOST, GONE)),
				() -> List.of(client(ClientState.SERVING, CONNECTED, CONSUMING),
						client(ClientState.SERVING, LOST, CONSUMING), client(ClientState.CLOSED, LOST, GONE)));
		assertThat(contributor.stream().map(HealthContributors.Entry::name)).containsExactly("server-math",
				"fanout-server-math", "client-math", "client-math-2");
		assertThat(contributor.getContributor("client-math-2")).isInstanceOf(AmphoraClientHealthIndicator.class);
		assertThat(contributor.getContributor("client-nobody")).isNull();
	}

	@Test
	void componentsAreNamedAfterTheirBeansAndKinds() {
		AmphoraClient first = client(ClientState.SERVING, CONNECTED, CONSUMING);
		AmphoraClient second = client(ClientState.SERVING, CONNECTED, CONSUMING);
		AmphoraFanoutClient fanout = mock(AmphoraFanoutClient.class);
		given(fanout.service()).willReturn("math");
		given(fanout.uuid()).willReturn("u2");
		given(fanout.state()).willReturn(ClientState.SERVING);
		given(fanout.connection()).willReturn(CONNECTED);
		given(fanout.consumer()).willReturn(CONSUMING);
		given(fanout.statistics()).willReturn(new ClientStatistics(0, 0, 0, 0, 0, 0));
		AmphoraHealthContributor contributor = new AmphoraHealthContributor(List::of,
				() -> List.of(first, second, fanout), Map.of(first, "math", second, "bulk/math")::get);
		assertThat(contributor.stream().map(HealthContributors.Entry::name)).containsExactly("client-math",
				"client-math-bulk_math", "fanout-client-math");
		assertThat(details(contributor, "client-math-bulk_math")).containsEntry("bean", "bulk/math")
			.containsEntry("fanout", false);
		assertThat(details(contributor, "fanout-client-math")).doesNotContainKey("bean").containsEntry("fanout", true);
	}

	private static Map<String, Object> details(AmphoraHealthContributor contributor, String name) {
		return ((HealthIndicator) contributor.getContributor(name)).health().getDetails();
	}

	@Test
	void componentsOfFurtherConnectionsHaveTheirNames() {
		AmphoraServer server = server(AmphoraServer.class, ServerState.SERVING, CONNECTED, CONSUMING);
		given(server.connectionName()).willReturn("reporting");
		AmphoraClient client = client(ClientState.SERVING, CONNECTED, CONSUMING);
		given(client.connectionName()).willReturn("reporting");
		AmphoraHealthContributor contributor = new AmphoraHealthContributor(() -> List.of(server),
				() -> List.of(client, client(ClientState.SERVING, CONNECTED, CONSUMING)));
		assertThat(contributor.stream().map(HealthContributors.Entry::name)).containsExactly("server-math-reporting",
				"client-math-reporting", "client-math");
	}

}
