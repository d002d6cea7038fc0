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

package io.amphora.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.client.AmphoraClient;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for requests that share a server with a large batch.
 */
@BrokerTest
class BatchFairnessIntegrationTests {

	private static final int CONCURRENCY = 2;

	private static final int CALLS = 200;

	private final Semaphore permits = new Semaphore(0);

	private final AtomicInteger ran = new AtomicInteger();

	@Test
	void requestDoesNotWaitForABatchThatCameBeforeIt(TestService service) throws Exception {
		AmphoraServer server = server(service);
		AmphoraClient client = service.client();
		BareAmqp bare = service.closeLater(new BareAmqp(service.broker()));
		bare.publish("rpc_" + service.name() + "_request", service.name(),
				new BasicProperties.Builder().contentType("application/vnd.amphora.batch+json").build(), batch());
		await().atMost(PATIENCE).until(() -> server.statistics().running() == CALLS);
		CompletableFuture<Integer> other = client.defer("ran", int.class);
		await().atMost(PATIENCE).until(() -> server.statistics().running() == CALLS + 1);
		this.permits.release(2 * CONCURRENCY);
		assertThat(other).succeedsWithin(PATIENCE);
		this.permits.release(CALLS);
		await().atMost(PATIENCE).until(() -> this.ran.get() == CALLS);
	}

	@Test
	void singleThreadRunsABatchBeforeTheRequestsAfterIt(TestService service) throws Exception {
		List<String> order = new CopyOnWriteArrayList<>();
		AmphoraServer server = service.server((builder) -> builder.concurrency(1));
		BareAmqp bare = service.closeLater(new BareAmqp(service.broker()));
		server.addFunction("run", (call) -> {
			this.permits.acquire();
			return order.add(call.argument(0, String.class));
		});
		assertThat(server.serve()).succeedsWithin(PATIENCE);
		String exchange = "rpc_" + service.name() + "_request";
		BasicProperties single = new BasicProperties();
		bare.publish(exchange, service.name(), single, "{\"func\":\"run\",\"args\":[\"a\"]}");
		bare.publish(exchange, service.name(),
				new BasicProperties.Builder().contentType("application/vnd.amphora.batch+json").build(),
				"[{\"id\":\"1\",\"func\":\"run\",\"args\":[\"b\"]},{\"id\":\"2\",\"func\":\"run\",\"args\":[\"c\"]}]");
		bare.publish(exchange, service.name(), single, "{\"func\":\"run\",\"args\":[\"d\"]}");
		await().atMost(PATIENCE).until(() -> server.statistics().running() > 0);
		this.permits.release(4);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(order).containsExactly("a", "b", "c", "d"));
	}

	private AmphoraServer server(TestService service) {
		AmphoraServer server = service.server((builder) -> builder.concurrency(CONCURRENCY));
		server.addFunction("work", (call) -> {
			this.permits.acquire();
			return this.ran.incrementAndGet();
		});
		server.addFunction("ran", (call) -> this.ran.get());
		assertThat(server.serve()).succeedsWithin(PATIENCE);
		return server;
	}

	private static String batch() {
		return IntStream.range(0, CALLS)
			.mapToObj("{\"id\":\"%d\",\"func\":\"work\",\"args\":[],\"kwargs\":{}}"::formatted)
			.collect(Collectors.joining(",", "[", "]"));
	}

}
