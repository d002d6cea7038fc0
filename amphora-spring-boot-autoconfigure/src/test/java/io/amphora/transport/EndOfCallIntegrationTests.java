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

package io.amphora.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.amphora.NoResultException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what is left when calls end: no timer, no pending call, no held message.
 */
@BrokerTest
class EndOfCallIntegrationTests {

	private static final int CALLS = 50;

	private final CountDownLatch release = new CountDownLatch(1);

	private final BrokerTransport transport;

	private final AmphoraServer server;

	private final AmphoraClient client;

	EndOfCallIntegrationTests(TestService service) {
		this.transport = service.closeLater(new BrokerTransport(service.broker().connectionFactory()));
		this.server = service.server((builder) -> builder.prefetch(64));
		this.client = service.closeLater(AmphoraClient.builder(service.name(), this.transport)
			.timeout(PATIENCE)
			.consumerCheck(Duration.ZERO, List::of, () -> false)
			.build());
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("echo", (call) -> call.argument(0, Integer.class));
		this.server.addFunction("wait", (call) -> {
			this.release.await();
			return 1;
		});
		this.server.serve().join();
	}

	@AfterEach
	void release() {
		this.release.countDown();
	}

	@Test
	void completedCallsLeaveNothing() {
		List<CompletableFuture<Integer>> results = new ArrayList<>();
		for (int i = 0; i < CALLS; i++) {
			results.add(this.client.defer("echo", Integer.class, i));
			this.client.function("echo").send(i);
		}
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(PATIENCE));
		assertThat(this.client.call("echo", Integer.class, 1)).isEqualTo(1);
		assertThatNothingIsLeft();
	}

	@Test
	void timedOutCallsLeaveNothing() {
		RemoteFunction brief = this.client.function("wait").timeout(Duration.ofMillis(100));
		List<CompletableFuture<Integer>> results = new ArrayList<>();
		for (int i = 0; i < CALLS; i++) {
			results.add(brief.defer(Integer.class));
		}
		assertThatExceptionOfType(NoResultException.class).isThrownBy(() -> brief.call(Integer.class));
		assertThat(results).allSatisfy((result) -> assertThat(result).failsWithin(PATIENCE));
		assertThatNothingIsLeft();
	}

	@Test
	void cancelledCallsLeaveNothing() {
		List<CompletableFuture<Integer>> results = new ArrayList<>();
		for (int i = 0; i < CALLS; i++) {
			results.add(this.client.defer("wait", Integer.class));
		}
		results.forEach((result) -> result.cancel(true));
		assertThatNothingIsLeft();
	}

	@Test
	void callsThatFailBeforeTheyAreSentLeaveNothing() {
		RemoteFunction lost = this.client.function("echo").routingKey("nowhere");
		List<CompletableFuture<?>> results = new ArrayList<>();
		for (int i = 0; i < CALLS; i++) {
			results.add(lost.defer(Integer.class, i));
			results.add(lost.send(i));
		}
		assertThat(results).allSatisfy((result) -> assertThat(result).failsWithin(PATIENCE));
		assertThatNothingIsLeft();
	}

	@Test
	void lateRepliesAreCountedOnly() {
		RemoteFunction brief = this.client.function("wait").timeout(Duration.ofSeconds(5));
		CompletableFuture<Integer> result = brief.defer(Integer.class);
		await().atMost(PATIENCE).until(() -> this.server.statistics().handled() == 1);
		assertThat(result).failsWithin(PATIENCE);
		this.release.countDown();
		await().atMost(PATIENCE).until(() -> this.client.statistics().late() == 1);
		assertThatNothingIsLeft();
	}

	private void assertThatNothingIsLeft() {
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(this.client.statistics().pending()).isZero();
			assertThat(this.client.statistics().held()).isZero();
			assertThat(this.transport.scheduled()).isZero();
		});
	}

}
