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

package io.amphora.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.amphora.AmphoraException;
import io.amphora.StoppedException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ClientState;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.topology.Topology;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static io.amphora.transport.FakeBroker.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a {@link BrokerTransport} that is closed before what uses it.
 */
class ClosedTransportTests {

	private final FakeBroker broker = new FakeBroker();

	private final BrokerTransport transport = this.broker.transport();

	ClosedTransportTests() throws Exception {
	}

	@Test
	void serverIsClosedNevertheless() {
		AmphoraServer server = AmphoraServer.builder("test", this.transport).build();
		assertThat(server.serve()).succeedsWithin(PATIENCE);
		CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> awaitStop(server));
		closeTransport();
		assertThat(waiting).isNotDone();
		server.close();
		assertThat(waiting).succeedsWithin(PATIENCE);
		assertThat(server.state()).isEqualTo(ServerState.CLOSED);
	}

	@Test
	void clientIsClosedNevertheless() {
		AmphoraClient client = AmphoraClient.builder("test", this.transport)
			.gracePeriod(Duration.ZERO)
			.autoStartup(false)
			.build();
		assertThat(client.serve()).succeedsWithin(PATIENCE);
		client.stopPublisher();
		CompletableFuture<String> call = client.defer("function", String.class);
		closeTransport();
		client.close();
		assertThat(call).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(AmphoraException.class);
		assertThat(client.state()).isEqualTo(ClientState.CLOSED);
	}

	@Test
	void callsFailAsIfTheClientWasClosed() {
		List<Throwable> outcomes = new ArrayList<>();
		AmphoraFanoutClient client = AmphoraFanoutClient.builder("test", this.transport)
			.interceptor((call) -> call.onOutcome((outcome) -> outcomes.add(outcome.failure())))
			.gracePeriod(Duration.ZERO)
			.autoStartup(false)
			.build();
		assertThat(client.serve()).succeedsWithin(PATIENCE);
		closeTransport();
		Stream
			.<CompletableFuture<?>>of(client.defer("function", String.class), client.function("function").send(),
					client.gather("function", String.class).defer())
			.forEach((call) -> assertThat(call).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(StoppedException.class));
		assertThat(outcomes).hasSize(3).hasOnlyElementsOfType(StoppedException.class);
		client.close();
	}

	@Test
	void startsNothingAfterItIsClosed() {
		AmphoraServer server = AmphoraServer.builder("test", this.transport).build();
		assertThat(server.serve()).succeedsWithin(PATIENCE);
		closeTransport();
		assertThat(server.serve()).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(StoppedException.class);
		assertThat(this.transport.operationPublisher("test", Topology.NONE).start()).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(StoppedException.class);
		server.close();
	}

	/** A transport leaves its connections when its threads have stopped. */
	private void closeTransport() {
		await().until(() -> this.broker.blockedListeners().size() == 2);
		this.transport.close();
		await().until(() -> this.broker.blockedListeners().isEmpty());
	}

	private static void awaitStop(AmphoraServer server) {
		try {
			server.awaitStop();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
