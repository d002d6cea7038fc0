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

package io.amphora.faults;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.IgnoreRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for requests that come to a server more than once.
 */
@BrokerTest
class DuplicateRequestIntegrationTests {

	private final TestService service;

	private final CachingConnectionFactory connections;

	private final BareAmqp bare;

	private final String replies;

	private final AtomicInteger runs = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	private AmphoraServer server;

	DuplicateRequestIntegrationTests(TestService service) throws Exception {
		this.service = service;
		this.connections = service.broker().connectionFactory();
		this.server = service.closeLater(AmphoraServer.builder(service.name(), this.connections).build());
		this.bare = service.closeLater(new BareAmqp(service.broker()));
		this.replies = this.bare.ownQueue("rpc_" + service.name() + "_response_bare");
	}

	private void serve() {
		this.server.addFunction("count", (call) -> this.runs.incrementAndGet());
		this.server.addFunction("wait", (call) -> {
			int run = this.runs.incrementAndGet();
			awaitRelease();
			return run;
		});
		this.server.addFunction("ignore", (call) -> {
			awaitRelease();
			if (this.runs.incrementAndGet() == 1) {
				throw new IgnoreRequestException("the first time");
			}
			return "done";
		});
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
	}

	private void awaitRelease() throws InterruptedException {
		assertThat(this.released.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
	}

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void requestThatIsSentAgainAfterItsReplyGetsTheRememberedReply() throws Exception {
		serve();
		send("count");
		assertThatReplyIs("1");
		send("count");
		assertThatReplyIs("1");
		assertThat(this.runs).hasValue(1);
		assertThat(this.server.statistics().duplicates()).isEqualTo(1);
		assertThat(this.server.statistics().handled()).isEqualTo(1);
		awaitNothingRuns();
	}

	@Test
	void requestThatIsSentAgainWhileItRunsDoesNotRunInParallel() throws Exception {
		serve();
		send("wait");
		awaitRunning(1);
		send("wait");
		awaitRunning(2);
		this.released.countDown();
		assertThatReplyIs("1");
		assertThatReplyIs("1");
		assertThat(this.runs).hasValue(1);
		awaitNothingRuns();
	}

	@Test
	void requestThatIsRedeliveredWhileItRunsIsNotRunTwice() {
		serve();
		try (AmphoraClient client = this.service.client()) {
			CompletableFuture<Integer> run = client.defer("wait", Integer.class);
			awaitRunning(1);
			this.connections.resetConnection();
			awaitRunning(2);
			this.released.countDown();
			assertThat(run).succeedsWithin(PATIENCE).isEqualTo(1);
		}
		assertThat(this.runs).hasValue(1);
		awaitNothingRuns();
	}

	@Test
	void copyOfARequestThatIsIgnoredIsNotLost() throws Exception {
		serve();
		send("ignore");
		awaitRunning(1);
		send("ignore");
		awaitRunning(2);
		this.released.countDown();
		assertThatReplyIs("done");
		assertThatReplyIs("done");
		awaitNothingRuns();
	}

	@Test
	void requestRunsAgainWithoutAWindow() throws Exception {
		this.server.close();
		this.server = this.service
			.server((builder) -> builder.duplicateWindow(0, DataSize.ofMegabytes(1), Duration.ofMinutes(1)));
		serve();
		send("count");
		assertThatReplyIs("1");
		send("count");
		assertThatReplyIs("2");
	}

	private void send(String function) throws Exception {
		BasicProperties properties = new BasicProperties.Builder().messageId("id-1")
			.correlationId("id-1")
			.replyTo(this.replies)
			.build();
		this.bare.publish("", "rpc_" + this.service.name() + "_request", properties,
				"{\"func\": \"" + function + "\"}");
	}

	private void assertThatReplyIs(String result) {
		assertThat(BareAmqp.body(this.bare.take(this.replies)).at("/result").asText()).isEqualTo(result);
	}

	private void awaitRunning(int count) {
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == count);
	}

	private void awaitNothingRuns() {
		awaitRunning(0);
	}

}
