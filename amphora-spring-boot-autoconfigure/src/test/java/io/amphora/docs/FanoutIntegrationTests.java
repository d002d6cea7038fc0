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
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.server.AmphoraFanoutServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of {@code docs/fanout.md}.
 */
class FanoutIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@AutoClose
	private static final SnippetBroker broker = new SnippetBroker();

	private final AmphoraFanoutServer one = server("node-1");

	private final AmphoraFanoutServer two = server("node-2");

	private final AmphoraFanoutServer three = server("node-3");

	private AmphoraFanoutClient client;

	@BeforeEach
	void serve() {
		Stream.of(this.one, this.two, this.three).forEach((server) -> server.serve().join());
		ConnectionFactory connectionFactory = broker.connectionFactory();
		// tag::client[]
		AmphoraFanoutClient client = AmphoraFanoutClient.builder("cache", connectionFactory)
			.timeout(Duration.ofSeconds(5))
			.build();
		// end::client[]
		this.client = client;
		// the first call takes longer than the snippets wait if the machine is busy
		assertThat(client.gather("size", Integer.class).expecting(3).timeout(PATIENCE).call()).hasSize(3);
	}

	@AfterEach
	void close() {
		this.client.close();
		Stream.of(this.one, this.two, this.three).forEach(AmphoraFanoutServer::close);
	}

	private static AmphoraFanoutServer server(String node) {
		ConnectionFactory connectionFactory = broker.connectionFactory();
		int size = node.length();
		// tag::server[]
		AmphoraFanoutServer server = AmphoraFanoutServer.builder("cache", connectionFactory).uuid(node).build();
		server.addFunction("size", (call) -> size);
		// end::server[]
		return server;
	}

	@Test
	void callReturnsTheFirstReply() {
		AmphoraFanoutClient client = this.client;
		// tag::call[]
		int size = client.call("size", int.class);
		// end::call[]
		assertThat(size).isEqualTo(6);
	}

	@Test
	void gatherReturnsAllReplies() {
		AmphoraFanoutClient client = this.client;
		// tag::gather[]
		List<FanoutReply<Integer>> replies = client.gather("size", Integer.class)
			.expecting(3)
			.timeout(Duration.ofSeconds(1))
			.call();
		for (FanoutReply<Integer> reply : replies) {
			System.out.println(reply.instance() + ": " + (reply.successful() ? reply.value() : reply.error()));
		}
		// end::gather[]
		assertThat(replies).extracting(FanoutReply::instance).containsExactlyInAnyOrder("node-1", "node-2", "node-3");
	}

	@Test
	void quorumIsEnough() {
		AmphoraFanoutClient client = this.client;
		// tag::quorum[]
		List<FanoutReply<Integer>> two = client.gather("size", Integer.class).quorum(2).call();
		// end::quorum[]
		assertThat(two).hasSize(2);
	}

	@Test
	void repliesArriveAsAStream() {
		AmphoraFanoutClient client = this.client;
		// tag::stream[]
		int total;
		try (Stream<FanoutReply<Integer>> replies = client.gather("size", Integer.class).expecting(3).stream()) {
			total = replies.filter(FanoutReply::successful).mapToInt(FanoutReply::value).sum();
		}
		// end::stream[]
		assertThat(total).isEqualTo(18);
	}

	@Test
	void repliesArriveInACallback() {
		AmphoraFanoutClient client = this.client;
		BlockingQueue<FanoutReply<Integer>> queue = new LinkedBlockingQueue<>();
		// tag::for-each[]
		CompletableFuture<List<FanoutReply<Integer>>> all = client.gather("size", Integer.class)
			.expecting(3)
			.forEachAsync(queue::add);
		// end::for-each[]
		assertThat(all).succeedsWithin(PATIENCE).satisfies((replies) -> assertThat(replies).hasSize(3));
		assertThat(queue).hasSize(3);
	}

}
