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

package io.amphora.lifecycle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.amphora.StoppedException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientState;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link AmphoraClient} and {@link AmphoraServer} that are started, stopped and
 * closed.
 */
@BrokerTest
class LifecycleIntegrationTests {

	private final TestBroker broker;

	private final AmphoraServer server;

	private final AmphoraClient client;

	LifecycleIntegrationTests(TestService service) {
		this.broker = service.broker();
		this.server = service.server();
		this.client = service.client((builder) -> builder.gracePeriod(PATIENCE));
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		this.server.serve();
	}

	@Test
	void closingTwiceAndStoppingAfterwardsDoesNothing() {
		this.client.close();
		this.client.stop();
		this.client.stopPublisher();
		this.client.stopConsumer();
		this.client.close();
		this.server.close();
		this.server.prepareStop();
		this.server.stop();
		this.server.stopPublisher();
		this.server.stopConsumer();
		this.server.close();
	}

	@Test
	void doesNotStartAgainAfterClose() {
		this.client.close();
		this.server.close();
		assertThatExceptionOfType(StoppedException.class).isThrownBy(this.client::serve);
		assertThatExceptionOfType(StoppedException.class).isThrownBy(this.server::serve);
		assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> this.client.call("add", int.class, 2, 3));
	}

	@Test
	void closedClientDeletesItsResponseQueueUnlessItMayComeBack(TestService service) throws Exception {
		AmphoraClient lasting = service.client((builder) -> builder.uuid("lasting"));
		assertThat(this.client.call("add", Integer.class, 2, 3)).isEqualTo(5);
		assertThat(lasting.call("add", Integer.class, 2, 3)).isEqualTo(5);
		this.client.stop();
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			assertThat(bare.messageCount(this.client.consumer().queue())).isZero();
			this.client.close();
			lasting.close();
			assertThat(bare.messageCount(lasting.consumer().queue())).isZero();
			assertThatException().isThrownBy(() -> bare.messageCount(this.client.consumer().queue()));
		}
	}

	@Test
	void closedClientWaitsForItsRepliesBeforeItDeletesTheirQueue() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		this.server.addFunction("wait", (call) -> {
			release.await();
			return "done";
		});
		CompletableFuture<String> call = this.client.defer("wait", String.class);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 1);
		CompletableFuture<Void> closed = CompletableFuture.runAsync(this.client::close);
		assertThat(closed).isNotDone();
		release.countDown();
		assertThat(call).succeedsWithin(PATIENCE).isEqualTo("done");
		assertThat(closed).succeedsWithin(PATIENCE);
	}

	@Test
	void responseQueueMayBeGoneBeforeItsClientIsClosed() throws Exception {
		assertThat(this.client.call("add", Integer.class, 2, 3)).isEqualTo(5);
		this.client.stop();
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			bare.deleteQueue(this.client.consumer().queue());
		}
		this.client.close();
		assertThat(this.client.state()).isEqualTo(ClientState.CLOSED);
	}

}
