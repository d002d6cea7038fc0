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

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link GracePeriod}.
 */
class GracePeriodTests {

	private final GracePeriod gracePeriod = new GracePeriod(Duration.ofSeconds(3));

	@Test
	void beginsOnceForSeveralStops() {
		long startedAt = System.nanoTime();
		long end = this.gracePeriod.begin();
		assertThat(Duration.ofNanos(end - startedAt)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(30));
		await().until(() -> System.nanoTime() > startedAt);
		assertThat(this.gracePeriod.begin()).isEqualTo(end);
	}

	@Test
	void beginsAgainAfterAStart() {
		long end = this.gracePeriod.begin();
		this.gracePeriod.reset();
		await().until(() -> System.nanoTime() - end + this.gracePeriod.length().toNanos() > 0);
		assertThat(this.gracePeriod.begin()).isGreaterThan(end);
	}

}
