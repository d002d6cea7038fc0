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

package io.amphora.server.execution;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.serializer.BatchItem;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link OpenBatches}.
 */
class OpenBatchesTests {

	private final OpenBatches batches = new OpenBatches(100_000);

	private final Delivery first = mock(Delivery.class);

	private final Delivery second = mock(Delivery.class);

	@Test
	void batchWaitsForNoOtherIfItIsTheOnlyOne() {
		assertThat(this.batches.admit(this.first, items(1000, Map.of()))).isTrue();
	}

	@Test
	void limitsTheRequestsOfAllBatches() {
		assertThat(this.batches.admit(this.first, items(100, Map.of()))).isTrue();
		assertThat(this.batches.admit(this.second, items(100, Map.of()))).isFalse();
		assertThat(this.batches.admit(this.second, items(10, Map.of()))).isTrue();
	}

	@Test
	void headersCount() {
		assertThat(this.batches.admit(this.first, items(100, Map.of()))).isTrue();
		assertThat(this.batches.admit(this.second, items(10, Map.of("name", "v".repeat(10_000))))).isFalse();
		assertThat(this.batches.admit(this.second, items(10, Map.of("name", "value")))).isTrue();
	}

	@Test
	void settledBatchMakesRoom() {
		assertThat(this.batches.admit(this.first, items(100, Map.of()))).isTrue();
		this.batches.settled(this.first);
		this.batches.settled(this.first);
		assertThat(this.batches.admit(this.second, items(100, Map.of()))).isTrue();
		assertThat(this.batches.admit(this.first, items(100, Map.of()))).isFalse();
	}

	@Test
	void batchOfALostChannelMakesRoom() {
		assertThat(this.batches.admit(this.first, items(100, Map.of()))).isTrue();
		given(this.first.lost()).willReturn(true);
		assertThat(this.batches.admit(this.second, items(100, Map.of()))).isTrue();
	}

	@Test
	void repliesCountUntilTheyAreDone() {
		AtomicInteger done = new AtomicInteger();
		Runnable first = this.batches.replying(60_000, done::incrementAndGet);
		assertThat(this.batches.exceeded()).isFalse();
		Runnable second = this.batches.replying(60_000, done::incrementAndGet);
		assertThat(this.batches.exceeded()).isTrue();
		assertThat(this.batches.admit(this.first, items(10, Map.of()))).isFalse();
		second.run();
		assertThat(this.batches.exceeded()).isFalse();
		first.run();
		assertThat(done).hasValue(2);
		assertThat(this.batches.admit(this.first, items(100, Map.of()))).isTrue();
	}

	@Test
	void shortReplyCountsWithItsRequest() {
		Runnable done = () -> {
		};
		assertThat(this.batches.replying(100, done)).isSameAs(done);
	}

	private static List<BatchItem> items(int count, Map<String, String> headers) {
		return Collections.nCopies(count, new BatchItem("id", null, headers, false, new byte[100]));
	}

}
