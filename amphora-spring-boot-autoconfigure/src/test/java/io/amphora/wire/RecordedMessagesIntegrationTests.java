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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.amphora.client.ServiceClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Messages of earlier versions with the present client and server. With
 * {@code -Damphora.wire.record=VERSION}, the present version records its own instead.
 */
@BrokerTest
class RecordedMessagesIntegrationTests {

	private static final String RECORD = "amphora.wire.record";

	private final TestBroker broker;

	RecordedMessagesIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	static Stream<Arguments> recordings() throws IOException {
		List<Arguments> recordings = new ArrayList<>();
		for (String version : Recording.versions()) {
			Scenario.all()
				.stream()
				.filter((scenario) -> Recording.exists(version, scenario.name()))
				.forEach((scenario) -> recordings.add(Arguments.of(version, scenario)));
		}
		return recordings.stream();
	}

	static List<Scenario> scenarios() {
		return Scenario.all();
	}

	@ParameterizedTest
	@MethodSource("recordings")
	@DisabledIfSystemProperty(named = RECORD, matches = ".+")
	void serverRepliesToRecordedRequests(String version, Scenario scenario) throws Exception {
		try (Peers peers = new Peers(this.broker, scenario.style())) {
			Recording recording = Recording.read(version, scenario.name(), peers.service);
			List<AmphoraServer> servers = peers.servers(Math.max(1, scenario.replies()));
			peers.bare.ownQueue(peers.replies);
			for (WireMessage request : recording.requests()) {
				peers.request(request);
			}
			List<WireMessage> replies = peers.take(peers.replies, WireMessage.ids(recording.replies()).size());
			assertThat(comparable(replies)).isEqualTo(comparable(recording.replies()));
			await().atMost(Peers.PATIENCE)
				.until(() -> servers.stream()
					.allMatch((server) -> server.statistics().handled() > 0 || server.statistics().rejected() > 0));
		}
	}

	@ParameterizedTest
	@MethodSource("recordings")
	@DisabledIfSystemProperty(named = RECORD, matches = ".+")
	void clientUnderstandsRecordedReplies(String version, Scenario scenario) throws Exception {
		try (Peers peers = new Peers(this.broker, scenario.style())) {
			Recording recording = Recording.read(version, scenario.name(), peers.service);
			String queue = peers.bareRequests();
			List<CompletableFuture<?>> calls = scenario.calls().apply(peers.client());
			List<String> recorded = WireMessage.ids(recording.requests());
			List<String> present = WireMessage.ids(peers.take(queue, recorded.size()));
			Map<String, String> ids = new HashMap<>();
			for (int index = 0; index < recorded.size(); index++) {
				ids.put(recorded.get(index), present.get(index));
			}
			for (WireMessage reply : recording.replies()) {
				peers.reply(reply.with(ids, null));
			}
			assertThat(Peers.results(calls)).isEqualTo(recording.results());
		}
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	@EnabledIfSystemProperty(named = RECORD, matches = ".+")
	void records(Scenario scenario) throws Exception {
		try (Peers caller = new Peers(this.broker, scenario.style());
				Peers callee = new Peers(this.broker, scenario.style())) {
			String queue = caller.bareRequests();
			callee.servers(Math.max(1, scenario.replies()));
			callee.bare.ownQueue(callee.replies);
			ServiceClient client = caller.client();
			List<CompletableFuture<?>> calls = scenario.calls().apply(client);
			List<WireMessage> requests = caller.take(queue, Math.max(1, calls.size()));
			for (WireMessage request : requests) {
				callee.request(request.with(Map.of(), (request.replyTo() != null) ? callee.replies : null));
			}
			List<WireMessage> replies = callee.take(callee.replies, calls.size() * scenario.replies())
				.stream()
				.map((reply) -> reply.with(Map.of(callee.service, caller.service), null))
				.toList();
			for (WireMessage reply : replies) {
				caller.reply(reply);
			}
			new Recording(requests, replies, Peers.results(calls)).write(System.getProperty(RECORD), scenario.name(),
					caller.service);
		}
	}

	/** What replies say of each call; texts for people may change. */
	private static Map<String, List<String>> comparable(List<WireMessage> replies) {
		Map<String, List<String>> comparable = new LinkedHashMap<>();
		replies.forEach((reply) -> reply.calls()
			.forEach((id, body) -> comparable.computeIfAbsent(id, (key) -> new ArrayList<>())
				.add(instance(reply) + meaning(body))));
		comparable.values().forEach((bodies) -> bodies.sort(null));
		return new HashMap<>(comparable);
	}

	private static String instance(WireMessage reply) {
		return reply.headers().getOrDefault("amphora-instance", "") + " ";
	}

	private static String meaning(JsonNode body) {
		if (body.at("/exception/type").asText().equals("WrongRequest")) {
			return "WrongRequest";
		}
		if (body.at("/result/functions").isArray()) {
			return body.at("/result/functions").findValuesAsText("name").toString();
		}
		((ObjectNode) body).remove("id");
		return body.toString();
	}

}
