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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.client.AmphoraClient;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for servers whose executor starts no threads.
 */
@BrokerTest
class RequestWithoutThreadIntegrationTests {

	private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor();

	private final AtomicBoolean broken = new AtomicBoolean(true);

	private final AtomicInteger refused = new AtomicInteger();

	private final AmphoraServer server;

	private final AmphoraClient client;

	RequestWithoutThreadIntegrationTests(TestBroker broker) {
		String service = broker.uniqueName("threadless");
		this.server = AmphoraServer.builder(service, broker.connectionFactory()).executor(this::start).build();
		this.client = AmphoraClient.builder(service, broker.connectionFactory()).timeout(PATIENCE).build();
	}

	private void start(Runnable task) {
		if (this.broken.get()) {
			this.refused.incrementAndGet();
			throw new OutOfMemoryError("on purpose");
		}
		this.threads.execute(task);
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	@Test
	void requestDoesNotCirculateQuickly() {
		this.server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
		this.server.serve().join();
		CompletableFuture<Integer> sum = this.client.defer("add", int.class, 2, 3);
		await().atMost(PATIENCE).until(() -> this.refused.get() > 1);
		await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> this.refused.get() < 20);
		this.broken.set(false);
		assertThat(sum).succeedsWithin(PATIENCE).isEqualTo(5);
	}

}
