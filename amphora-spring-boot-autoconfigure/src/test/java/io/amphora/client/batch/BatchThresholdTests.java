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

package io.amphora.client.batch;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchThreshold}.
 */
class BatchThresholdTests {

	private long now;

	private final BatchThreshold threshold = new BatchThreshold(() -> this.now);

	@Test
	void fewPendingCallsDoNotReachIt() {
		assertThat(IntStream.rangeClosed(0, BatchThreshold.USUAL)).noneMatch(this.threshold::isReached);
		assertThat(this.threshold.isReached(BatchThreshold.USUAL + 1)).isTrue();
		assertThat(this.threshold.isReached(BatchThreshold.USUAL)).isFalse();
	}

	@Test
	void fewerPendingCallsReachItAfterMany() {
		this.threshold.isReached(BatchThreshold.CROWD + 1);
		this.now += BatchThreshold.MOMENT.toNanos() - 1;
		assertThat(this.threshold.isReached(BatchThreshold.LOWERED + 1)).isTrue();
		assertThat(this.threshold.isReached(BatchThreshold.LOWERED)).isFalse();
	}

	@Test
	void manyPendingCallsAreForgotten() {
		this.threshold.isReached(BatchThreshold.CROWD + 1);
		this.now += BatchThreshold.MOMENT.toNanos();
		assertThat(this.threshold.isReached(BatchThreshold.USUAL)).isFalse();
	}

}
