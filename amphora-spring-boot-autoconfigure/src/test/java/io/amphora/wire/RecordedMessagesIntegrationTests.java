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
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
		assumeServes(scenario);
		try (Peers peers = new Peers(this.broker, scenario.style())) {
			Recording recording = Recording.read(version, scenario.name(), peers.service);
			List<AmphoraServer> servers = peers.servers(Math.max(1, scenario.replies()));
			String queue = peers.bareReplies();
			List<WireMessage> replies = new ArrayList<>();
			for (List<WireMessage> requests : rounds(recording.requests())) {
				for (WireMessage request : requests) {
					peers.request(request);
				}
				replies.addAll(peers.take(queue, WireMessage.ids(requests).size() * scenario.replies()));
			}
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
		assumeServes(scenario);
		try (Peers peers = new Peers(this.broker, scenario.style())) {
			Recording recording = Recording.read(version, scenario.name(), peers.service);
			String queue = peers.bareRequests();
			List<CompletableFuture<?>> calls = scenario.calls().apply(peers.client());
			List<WireMessage> recorded = rounds(recording.requests()).get(0);
			List<WireMessage> present = peers.take(queue, WireMessage.ids(recorded).size());
			Map<String, String> ids = new HashMap<>();
			Iterator<String> names = WireMessage.names(present).iterator();
			WireMessage.names(recorded).forEach((name) -> ids.put(name, names.next()));
			for (WireMessage reply : asking(recording.replies(), true)) {
				peers.reply(reply.with(ids, null), present.get(0));
			}
			List<WireMessage> again = peers.take(queue, WireMessage.ids(rounds(recording.requests()).get(1)).size());
			assertThat(WireMessage.ids(present)).containsAll(WireMessage.ids(again));
			for (WireMessage reply : asking(recording.replies(), false)) {
				peers.reply(reply.with(ids, null), present.get(0));
			}
			assertThat(Peers.results(calls)).isEqualTo(recording.results());
		}
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	@EnabledIfSystemProperty(named = RECORD, matches = ".+")
	void records(Scenario scenario) throws Exception {
		assumeServes(scenario);
		try (Peers caller = new Peers(this.broker, scenario.style());
				Peers callee = new Peers(this.broker, scenario.style())) {
			String requestQueue = caller.bareRequests();
			callee.servers(Math.max(1, scenario.replies()));
			String replyQueue = callee.bareReplies();
			List<CompletableFuture<?>> calls = scenario.calls().apply(caller.client());
			List<WireMessage> requests = new ArrayList<>();
			List<WireMessage> replies = new ArrayList<>();
			int expected = Math.max(1, calls.size());
			while (expected > 0) {
				List<WireMessage> sent = caller.takeRequests(requestQueue, expected);
				List<WireMessage> recorded = sent.stream().map(caller::recorded).toList();
				List<WireMessage> replied = replies(callee, recorded, replyQueue, expected * scenario.replies())
					.map((reply) -> reply.with(Map.of(callee.service, caller.service), null))
					.toList();
				for (WireMessage reply : replied) {
					caller.reply(reply, sent.get(0));
				}
				requests.addAll(recorded);
				replies.addAll(replied);
				expected = WireMessage.ids(asking(replied, true)).size();
			}
			new Recording(requests, replies, Peers.results(calls)).write(System.getProperty(RECORD), scenario.name(),
					caller.service);
		}
	}

	private static Stream<WireMessage> replies(Peers callee, List<WireMessage> requests, String queue, int number)
			throws IOException {
		for (WireMessage request : requests) {
			callee.request(request.with(Map.of(), (request.replyTo() != null) ? callee.replyTo : null));
		}
		return callee.take(queue, number).stream();
	}

	private void assumeServes(Scenario scenario) {
		assumeTrue(scenario.style() != Scenario.Style.DIRECT || this.broker.rabbitMq(),
				"No RabbitMQ: the embedded broker does not support direct reply-to");
	}

	/** Requests that are sent again follow when the first ones have been replied to. */
	private static List<List<WireMessage>> rounds(List<WireMessage> requests) {
		List<WireMessage> first = new ArrayList<>();
		List<WireMessage> again = new ArrayList<>();
		Set<String> ids = new HashSet<>();
		requests.forEach((request) -> (ids.addAll(request.calls().keySet()) ? first : again).add(request));
		return List.of(first, again);
	}

	/** The replies that ask to send requests again, alone, or the others. */
	private static List<WireMessage> asking(List<WireMessage> replies, boolean alone) {
		return replies.stream().filter((reply) -> reply.isResendRequest() == alone).toList();
	}

	/** What replies say of each call; texts for people may change. */
	private static Map<String, List<String>> comparable(List<WireMessage> replies) {
		Map<String, List<String>> comparable = new LinkedHashMap<>();
		replies.forEach(
				(reply) -> reply.calls()
					.forEach((id, body) -> comparable.computeIfAbsent(id, (key) -> new ArrayList<>())
						.add(header(reply, "amphora-instance") + header(reply, "amphora-request")
								+ header(reply, "amphora-alone") + (body.has("alone") ? "alone " : "")
								+ meaning(body))));
		comparable.values().forEach((bodies) -> bodies.sort(null));
		return new HashMap<>(comparable);
	}

	private static String header(WireMessage reply, String name) {
		return reply.headers().getOrDefault(name, "") + " ";
	}

	private static String meaning(JsonNode body) {
		String type = body.at("/exception/type").asText();
		if (type.equals("WrongRequest") || type.equals("AnswerLost")) {
			return type;
		}
		if (body.at("/result/functions").isArray()) {
			return body.at("/result/functions").findValuesAsText("name").toString();
		}
		((ObjectNode) body).remove("id");
		return body.toString();
	}

}
