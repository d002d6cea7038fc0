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

package io.amphora.wire;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A call that an earlier version cancelled, with the present client and server. With
 * {@code -Damphora.wire.record=VERSION}, the present version records its own instead.
 */
@BrokerTest
class RecordedCancellationIntegrationTests {

	private static final String RECORD = "amphora.wire.record";

	private static final String SCENARIO = "cancel";

	private final TestBroker broker;

	RecordedCancellationIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	static List<String> versions() throws IOException {
		return Recording.versions().stream().filter((version) -> Recording.exists(version, SCENARIO)).toList();
	}

	@ParameterizedTest
	@MethodSource("versions")
	@DisabledIfSystemProperty(named = RECORD, matches = ".+")
	void serverCancelsTheRecordedRequest(String version) throws Exception {
		try (Peers peers = new Peers(this.broker, Scenario.Style.PLAIN)) {
			Recording recording = Recording.read(version, SCENARIO, peers.service);
			AmphoraServer server = peers.servers(1).get(0);
			assertCancels(peers, server, recording.requests().get(0), recording.cancellations().get(0));
		}
	}

	@ParameterizedTest
	@MethodSource("versions")
	@DisabledIfSystemProperty(named = RECORD, matches = ".+")
	void clientCancelsAsRecorded(String version) throws Exception {
		try (Peers peers = new Peers(this.broker, Scenario.Style.PLAIN)) {
			Recording recording = Recording.read(version, SCENARIO, peers.service);
			Recording present = cancel(peers);
			Map<String, String> ids = Map.of(id(recording), id(present));
			assertThat(present.cancellations().get(0).body())
				.isEqualTo(recording.cancellations().get(0).with(ids, null).body());
		}
	}

	private static String id(Recording recording) {
		return String.valueOf(recording.requests().get(0).messageId());
	}

	@Test
	@EnabledIfSystemProperty(named = RECORD, matches = ".+")
	void records() throws Exception {
		try (Peers caller = new Peers(this.broker, Scenario.Style.PLAIN);
				Peers callee = new Peers(this.broker, Scenario.Style.PLAIN)) {
			Recording recording = cancel(caller);
			AmphoraServer server = callee.servers(1).get(0);
			assertCancels(callee, server, recording.requests().get(0), recording.cancellations().get(0));
			recording.write(System.getProperty(RECORD), SCENARIO, caller.service);
		}
	}

	/** Cancel a call after its request has been sent. */
	private static Recording cancel(Peers peers) throws Exception {
		String requests = peers.bareRequests();
		String cancellations = peers.bareCancellations();
		CompletableFuture<Object> call = peers.client().defer("never", Object.class);
		List<WireMessage> request = peers.take(requests, 1);
		call.cancel(true);
		return new Recording(request, List.of(), List.of(), peers.take(cancellations, 1));
	}

	private static void assertCancels(Peers peers, AmphoraServer server, WireMessage request, WireMessage cancellation)
			throws IOException {
		peers.request(request);
		await().atMost(Peers.PATIENCE).until(() -> server.statistics().running() == 1);
		peers.cancel(cancellation);
		await().atMost(Peers.PATIENCE).until(() -> server.statistics().cancelled() == 1);
		await().atMost(Peers.PATIENCE).until(() -> server.statistics().running() == 0);
	}

}
