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

package io.amphora.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.client.queue.RequestQueue;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.BatchItem;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import io.amphora.transport.BatchLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for replies that take time to read: others do not wait for them.
 */
@BrokerTest
class LargeReplyIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final int LARGE = 1024 * 1024;

	private final CountDownLatch reading = new CountDownLatch(1);

	private final CountDownLatch released = new CountDownLatch(1);

	private final TestBroker broker;

	private final String service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	LargeReplyIntegrationTests(TestService service) {
		this.broker = service.broker();
		this.service = service.name();
		this.server = service.server();
		this.client = service.client((builder) -> builder.uuid("u1")
			.timeout(PATIENCE.multipliedBy(2))
			.batching(BatchLimits.defaults().nonAdaptive())
			.serializer(new SlowReader()));
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("text", (call) -> "x".repeat(call.argument(0, int.class)));
		this.server.serve().join();
		assertThat(this.client.call("text", String.class, 1)).isEqualTo("x");
	}

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void otherRepliesDoNotWaitForALargeOne() {
		CompletableFuture<String> large = this.client.defer("text", String.class, LARGE);
		await().atMost(PATIENCE).until(() -> this.reading.getCount() == 0);
		assertThat(this.client.defer("text", String.class, 2)).succeedsWithin(PATIENCE).isEqualTo("xx");
		assertThat(this.client.call("text", String.class, 3)).isEqualTo("xxx");
		assertThat(large).isNotDone();
		this.released.countDown();
		assertThat(large).succeedsWithin(PATIENCE).matches((text) -> text.length() == LARGE);
	}

	@Test
	void otherRepliesDoNotWaitForABatchWithACallWhoseCallerIsBlocked() throws Exception {
		this.client.createRequestQueue(RequestQueue.named(this.service + "-unserved").expires(PATIENCE));
		CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> this.client.function("text")
			.routingKey(this.service + "-unserved")
			.correlationId("c1")
			.call(String.class, 1));
		try (BareAmqp bare = new BareAmqp(this.broker)) {
			bare.take("rpc_" + this.service + "-unserved_request");
			String queue = "rpc_" + this.service + "_response_u1";
			BasicProperties.Builder properties = new BasicProperties.Builder().correlationId("c1");
			bare.publish("", queue, properties.contentType("application/vnd.amphora.batch+json").build(),
					"[" + " ".repeat(LARGE) + "]");
			await().atMost(PATIENCE).until(() -> this.reading.getCount() == 0);
			assertThat(this.client.defer("text", String.class, 2)).succeedsWithin(PATIENCE).isEqualTo("xx");
			bare.publish("", queue, properties.contentType("application/json").build(), "{\"result\":\"own\"}");
			assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo("own");
		}
	}

	/** Takes as long as it is told to for whatever is large. */
	private final class SlowReader implements RpcSerializer {

		private final RpcSerializer to = new Jackson2RpcSerializer();

		private void read(byte[] body) {
			if (body.length >= LARGE) {
				LargeReplyIntegrationTests.this.reading.countDown();
				try {
					LargeReplyIntegrationTests.this.released.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}

		@Override
		public String contentType() {
			return this.to.contentType();
		}

		@Override
		public byte[] serializeCall(RpcCall call) {
			return this.to.serializeCall(call);
		}

		@Override
		public ReceivedCall deserializeCall(byte[] body) {
			return this.to.deserializeCall(body);
		}

		@Override
		public byte[] serializeResult(RpcResult result) {
			return this.to.serializeResult(result);
		}

		@Override
		public ReceivedResult deserializeResult(byte[] body) {
			read(body);
			return this.to.deserializeResult(body);
		}

		@Override
		public BatchFormat batchFormat() {
			BatchFormat format = this.to.batchFormat();
			return new BatchFormat() {

				@Override
				public String contentType() {
					return format.contentType();
				}

				@Override
				public byte[] join(List<BatchItem> items) {
					return format.join(items);
				}

				@Override
				public List<BatchItem> split(byte[] body) {
					read(body);
					return format.split(body);
				}

			};
		}

	}

}
