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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.amphora.client.AmphoraClient;
import io.amphora.client.queue.RequestQueue;
import io.amphora.client.routing.Tuning;
import io.amphora.server.AmphoraServer;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The code of {@code docs/scaling.md}.
 */
class ShardingIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final int SHARDS = 4;

	@AutoClose
	private static final SnippetBroker broker = new SnippetBroker();

	private AmphoraServer server;

	private AmphoraClient client;

	@BeforeEach
	void serve() {
		this.server = AmphoraServer.builder("accounts", broker.connectionFactory()).build();
		this.server.addFunction("balance", (call) -> "balance of " + call.argument(0, String.class));
		this.server.serve();
		this.client = AmphoraClient.builder("accounts", broker.connectionFactory()).timeout(PATIENCE).build();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	@Test
	void callsOfAnAccountGoToItsShard() {
		AmphoraClient client = this.client;
		int shards = SHARDS;
		// tag::route[]
		for (int shard = 0; shard < shards; shard++) {
			client.createRequestQueue(RequestQueue.named("accounts-" + shard));
		}
		client.tuneFunction("balance", (args, kwargs) -> {
			String account = String.valueOf(args.get(0));
			return new Tuning("accounts-" + Math.floorMod(account.hashCode(), shards));
		});
		// end::route[]
		List<QueueReceiver> receivers = receive(List.of(0, 1));
		List<QueueReceiver> others = receive(List.of(2, 3));
		List<String> accounts = IntStream.range(0, 40).mapToObj((i) -> "A" + i).toList();
		assertThat(accounts).allSatisfy((account) -> assertThat(client.call("balance", String.class, account))
			.isEqualTo("balance of " + account));
		assertThat(receivers).extracting(QueueReceiver::count).doesNotContain(0);
		assertThat(others).extracting(QueueReceiver::count).doesNotContain(0);
	}

	private List<QueueReceiver> receive(List<Integer> shards) {
		AmphoraServer server = this.server;
		List<QueueReceiver> receivers = new ArrayList<>();
		// tag::receive[]
		for (int shard : shards) {
			receivers.add(server.receiveFromQueue("rpc_accounts-" + shard + "_request",
					ReceiveOptions.unlimited().block(false)));
		}
		// end::receive[]
		return receivers;
	}

}
