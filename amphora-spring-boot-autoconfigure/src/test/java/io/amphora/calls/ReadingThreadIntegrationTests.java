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

package io.amphora.calls;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what users run while their connection delivers on the thread that reads.
 */
@BrokerTest
class ReadingThreadIntegrationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final TestBroker broker;

	private final String service;

	private final BrokerTransport transport;

	private final CountDownLatch release = new CountDownLatch(1);

	ReadingThreadIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.service = broker.uniqueName("reading");
		this.transport = new BrokerTransport(broker.connectionFactory());
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.transport.close();
	}

	@Test
	void callbackThatWaitsDelaysNeitherOtherClientsNorBlockingCalls() {
		try (AmphoraServer server = AmphoraServer.builder(this.service, this.transport).build();
				AmphoraClient client = AmphoraClient.builder(this.service, this.transport).timeout(TIMEOUT).build();
				AmphoraClient other = AmphoraClient.builder(this.service, this.transport).timeout(TIMEOUT).build()) {
			server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
			server.serve();
			CompletableFuture<Integer> held = client.defer("add", Integer.class, 1, 1).thenApply((sum) -> {
				release();
				return sum;
			});
			assertThat(other.defer("add", Integer.class, 2, 2)).succeedsWithin(TIMEOUT).isEqualTo(4);
			assertThat(client.call("add", int.class, 3, 3)).isEqualTo(6);
			assertThat(held).isNotDone();
			this.release.countDown();
			assertThat(held).succeedsWithin(TIMEOUT).isEqualTo(2);
		}
	}

	@Test
	void functionsThatRunWhereTheyAreGivenHoldUpNoOtherServer() {
		try (AmphoraServer slow = AmphoraServer.builder(this.broker.uniqueName("slow"), this.transport)
			.executor(Runnable::run)
			.build();
				AmphoraServer server = AmphoraServer.builder(this.service, this.transport).build();
				AmphoraClient slowClient = AmphoraClient.builder(slow.service(), this.transport).build();
				AmphoraClient client = AmphoraClient.builder(this.service, this.transport).timeout(TIMEOUT).build()) {
			CountDownLatch running = new CountDownLatch(1);
			slow.addFunction("wait", (call) -> {
				running.countDown();
				release();
				return "waited";
			});
			slow.serve();
			server.addFunction("echo", (call) -> call.argument(0, String.class));
			server.serve();
			CompletableFuture<String> waiting = slowClient.defer("wait", String.class);
			await().atMost(TIMEOUT).until(() -> running.getCount() == 0);
			assertThat(client.call("echo", String.class, "here")).isEqualTo("here");
			this.release.countDown();
			assertThat(waiting).succeedsWithin(TIMEOUT).isEqualTo("waited");
		}
	}

	private void release() {
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
