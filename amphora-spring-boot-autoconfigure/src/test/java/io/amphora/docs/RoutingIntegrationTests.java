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
import java.util.concurrent.CompletableFuture;

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
 * The code of {@code docs/calls.md} and {@code docs/serving.md} that is about further
 * queues.
 */
class RoutingIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@AutoClose
	private static final SnippetBroker broker = new SnippetBroker();

	private AmphoraServer server;

	private AmphoraClient client;

	@BeforeEach
	void serve() {
		this.server = AmphoraServer.builder("messages", broker.connectionFactory()).build();
		this.server.addFunction("show_message", (call) -> "shown");
		this.server.serve();
		this.client = AmphoraClient.builder("messages", broker.connectionFactory()).timeout(PATIENCE).build();
	}

	@AfterEach
	void close() {
		this.client.removeRequestQueue("user12345");
		this.client.close();
		this.server.close();
	}

	@Test
	void requestGoesToAQueueOfItsOwn() {
		AmphoraClient client = this.client;
		AmphoraServer server = this.server;
		// tag::create[]
		client.createRequestQueue(RequestQueue.named("user12345").expires(Duration.ofHours(1)));
		client.function("show_message").routingKey("user12345").defer(String.class, "Hello, user12345!");
		// end::create[]
		// tag::receive[]
		QueueReceiver receiver = server.receiveFromQueue("rpc_user12345_request",
				ReceiveOptions.unlimited().maxCalls(1).timeout(Duration.ofMinutes(1)));
		// end::receive[]
		assertThat(receiver.count()).isEqualTo(1);
	}

	@Test
	void receiverIsAHandle() {
		AmphoraClient client = this.client;
		AmphoraServer server = this.server;
		client.createRequestQueue("user12345");
		// tag::handle[]
		QueueReceiver receiver = server.receiveFromQueue("rpc_user12345_request",
				ReceiveOptions.unlimited().block(false));
		// end::handle[]
		CompletableFuture<String> shown = client.function("show_message")
			.routingKey("user12345")
			.defer(String.class, "Hello!");
		assertThat(shown).succeedsWithin(PATIENCE).isEqualTo("shown");
		// tag::cancel[]
		receiver.cancel();
		receiver.closed().join();
		// end::cancel[]
		assertThat(receiver.state()).isEqualTo(QueueReceiver.State.CLOSED);
	}

	@Test
	void argumentsChooseTheRoutingKey() {
		AmphoraClient client = this.client;
		client.createRequestQueue("user12345");
		this.server.receiveFromQueue("rpc_user12345_request", ReceiveOptions.unlimited().block(false));
		// tag::tune[]
		client.tuneFunction("show_message", (args, kwargs) -> new Tuning("user" + kwargs.get("user_id")));
		client.function("show_message").kwarg("user_id", 12345).call(String.class, "Hello!");
		// end::tune[]
		assertThat(this.server.statistics().handled()).isEqualTo(1);
	}

}
