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

package io.amphora.observation;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceMembers}.
 */
class ServiceMembersTests {

	/** The common pool may have a single thread, which a task that waits would occupy. */
	private final Executor threads = new SimpleAsyncTaskExecutor();

	private final ServiceMembers<String> members = new ServiceMembers<>();

	@Test
	void membersStartAndCloseWhileAValueWaits() throws Exception {
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		this.members.add("one");
		CompletableFuture<Double> total = CompletableFuture.supplyAsync(() -> this.members.total("calls", (member) -> {
			reading.countDown();
			awaitUnchecked(released);
			return 5;
		}), this.threads);
		reading.await();
		assertThat(CompletableFuture.runAsync(() -> {
			this.members.add("two");
			this.members.remove("one", Map.of("calls", (member) -> 5));
		}, this.threads)).succeedsWithin(PATIENCE);
		released.countDown();
		assertThat(total).succeedsWithin(PATIENCE).isEqualTo(5.0);
		assertThat(this.members.total("calls", (member) -> 1)).isEqualTo(6);
	}

	private static void awaitUnchecked(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
