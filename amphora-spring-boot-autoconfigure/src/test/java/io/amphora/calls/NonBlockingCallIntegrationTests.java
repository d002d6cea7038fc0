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

import io.amphora.HoldLimitException;
import io.amphora.StoppedException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for calls that do not block their thread while the send buffer is full.
 */
@BrokerTest
class NonBlockingCallIntegrationTests {

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final RemoteFunction add;

	NonBlockingCallIntegrationTests(TestService service) {
		this.server = service.server();
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		this.client = service.client((builder) -> builder.holdLimit(1, DataSize.ofMegabytes(1))
			.gracePeriod(Duration.ZERO)
			.autoStartup(false));
		this.add = this.client.function("add").nonBlocking(true);
	}

	@Test
	void requestsWaitForRoomInsteadOfTheirThread() {
		CompletableFuture<Integer> first = this.add.defer(Integer.class, 1, 1);
		CompletableFuture<Integer> second = this.add.defer(Integer.class, 2, 2);
		CompletableFuture<Void> third = this.add.send(3, 3);
		assertThat(this.client.statistics().held()).isEqualTo(1);
		this.server.serve();
		this.client.serve();
		assertThat(first).succeedsWithin(PATIENCE).isEqualTo(2);
		assertThat(second).succeedsWithin(PATIENCE).isEqualTo(4);
		assertThat(third).succeedsWithin(PATIENCE);
	}

	@Test
	void callFailsIfThereIsNoRoomInTime() {
		CompletableFuture<Integer> first = this.add.defer(Integer.class, 1, 1);
		assertThat(this.add.timeout(Duration.ofMillis(50)).defer(Integer.class, 2, 2)).failsWithin(PATIENCE)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(HoldLimitException.class);
		assertThat(first).isNotDone();
		assertThat(this.client.statistics().pending()).isEqualTo(1);
	}

	@Test
	void cancelledCallsDoNotTakeTheRoomOfOthers() {
		CompletableFuture<Integer> first = this.add.defer(Integer.class, 1, 1);
		CompletableFuture<Integer> second = this.add.defer(Integer.class, 2, 2);
		CompletableFuture<Integer> third = this.add.defer(Integer.class, 3, 3);
		second.cancel(true);
		first.cancel(true);
		this.server.serve();
		this.client.serve();
		assertThat(third).succeedsWithin(PATIENCE).isEqualTo(6);
		assertThat(this.server.statistics().handled()).isEqualTo(1);
	}

	@Test
	void requestsThatWaitForRoomFailWithTheirClient() {
		this.add.defer(Integer.class, 1, 1);
		CompletableFuture<Integer> call = this.add.defer(Integer.class, 2, 2);
		CompletableFuture<Void> request = this.add.send(3, 3);
		this.client.close();
		assertThat(call).failsWithin(PATIENCE).withThrowableThat().havingCause().isInstanceOf(StoppedException.class);
		assertThat(request).failsWithin(PATIENCE)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(StoppedException.class);
	}

}
