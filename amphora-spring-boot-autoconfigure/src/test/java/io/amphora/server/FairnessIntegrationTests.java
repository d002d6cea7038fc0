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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.client.AmphoraClient;
import io.amphora.server.function.FunctionCall;
import io.amphora.server.function.FunctionHandler;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import io.amphora.transport.BatchLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for servers that share the requests of a service, one of them slow.
 */
@BrokerTest
class FairnessIntegrationTests {

	private static final int CALLS = 1000;

	private static final int DEFAULT_PREFETCH = 64;

	private static final int AMPLE_PREFETCH = 256;

	private final TestService service;

	private final AmphoraClient client;

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicInteger repliedBySlow = new AtomicInteger();

	private final AtomicInteger repliedByFast = new AtomicInteger();

	FairnessIntegrationTests(TestService service) {
		this.service = service;
		this.client = service.client((builder) -> builder.batching(null));
	}

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void slowServerHoldsNoMoreThanItsPrefetch() {
		assertShare(this.service.server(), DEFAULT_PREFETCH, CALLS);
	}

	/** Its prefetch rises after a second in which none of its functions ends. */
	@Test
	void newServerTakesFewerRequests() {
		assertShare(this.service.server(), 16, 200);
	}

	@Test
	void slowServerThatTakesNothingAheadLeavesTheRestToOthers() {
		assertShare(this.service.server((builder) -> builder.concurrency(4).prefetch(4)), 4, CALLS);
	}

	@Test
	void serverWithShortFunctionsTakesMoreAhead() {
		AtomicBoolean block = new AtomicBoolean();
		AmphoraServer server = this.service.server();
		serve(server, (call) -> {
			if (block.get()) {
				this.released.await();
			}
			return "done";
		});
		long enough = System.nanoTime() + Duration.ofSeconds(1).toNanos();
		while (System.nanoTime() < enough) {
			assertThat(this.client.call("work", String.class)).isEqualTo("done");
		}
		block.set(true);
		List<CompletableFuture<String>> replies = new ArrayList<>();
		for (int i = 0; i < CALLS; i++) {
			replies.add(this.client.defer("work", String.class));
		}
		await().atMost(PATIENCE).until(() -> server.statistics().running() == AMPLE_PREFETCH);
		assertThat(server.statistics().restarts()).isZero();
		this.released.countDown();
		assertThat(replies).allSatisfy((reply) -> assertThat(reply).succeedsWithin(PATIENCE));
	}

	@Test
	void serverThatBecomesSlowHandsBatchesBack() {
		AtomicBoolean block = new AtomicBoolean();
		serve(this.service.server((builder) -> builder.concurrency(4).prefetch(16)), (call) -> {
			if (block.get()) {
				this.released.await();
			}
			return "done";
		});
		AmphoraClient batching = this.service
			.client((builder) -> builder.batching(BatchLimits.defaults().nonAdaptive()));
		assertThat(batching.call("work", String.class)).isEqualTo("done");
		block.set(true);
		List<CompletableFuture<String>> replies = new ArrayList<>();
		for (int i = 0; i < CALLS; i++) {
			replies.add(batching.defer("work", String.class));
		}
		serve(this.service.server(), this::fast);
		await().atMost(PATIENCE).until(() -> this.repliedByFast.get() >= CALLS - 200);
		this.released.countDown();
		assertThat(replies).allSatisfy((reply) -> assertThat(reply).succeedsWithin(PATIENCE));
	}

	private void assertShare(AmphoraServer slow, int prefetch, int calls) {
		serve(this.service.server(), this::fast);
		assertThat(this.client.call("work", String.class)).isEqualTo("fast");
		this.repliedByFast.set(0);
		serve(slow, this::slow);
		List<CompletableFuture<String>> replies = new ArrayList<>();
		for (int i = 0; i < calls; i++) {
			replies.add(this.client.defer("work", String.class));
		}
		await().atMost(PATIENCE).until(() -> this.repliedByFast.get() >= calls - prefetch);
		assertThat(this.repliedBySlow).hasValue(0);
		this.released.countDown();
		assertThat(replies).allSatisfy((reply) -> assertThat(reply).succeedsWithin(PATIENCE));
		assertThat(this.repliedBySlow.get()).isPositive().isLessThanOrEqualTo(prefetch);
	}

	private void serve(AmphoraServer server, FunctionHandler handler) {
		server.addFunction("work", handler);
		assertThat(server.serve()).succeedsWithin(PATIENCE);
	}

	private Object slow(FunctionCall call) throws InterruptedException {
		this.released.await();
		this.repliedBySlow.incrementAndGet();
		return "slow";
	}

	private Object fast(FunctionCall call) {
		this.repliedByFast.incrementAndGet();
		return "fast";
	}

}
