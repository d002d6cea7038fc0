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
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link GracePeriod}.
 */
class GracePeriodTests {

	private static final Duration LENGTH = Duration.ofSeconds(60);

	private final GracePeriod gracePeriod = new GracePeriod("math", LENGTH);

	@Test
	void beginsOnceForSeveralStops() {
		long startedAt = System.nanoTime();
		long end = this.gracePeriod.begin();
		assertThat(Duration.ofNanos(end - startedAt)).isBetween(LENGTH, LENGTH.plusSeconds(30));
		await().until(() -> System.nanoTime() > startedAt);
		assertThat(this.gracePeriod.begin()).isEqualTo(end);
	}

	@Test
	void beginsAgainAfterAStart() {
		long end = this.gracePeriod.begin();
		this.gracePeriod.reset();
		await().until(() -> System.nanoTime() - end + LENGTH.toNanos() > 0);
		assertThat(this.gracePeriod.begin()).isGreaterThan(end);
	}

	@Test
	void waitEndsWithTheRequestsOrWithThePeriod() {
		long end = this.gracePeriod.begin();
		CompletableFuture<Void> settled = new CompletableFuture<>();
		assertThat(GracePeriod.await(settled, System.nanoTime(), () -> true)).isFalse();
		assertThat(GracePeriod.await(settled, null, () -> true)).isFalse();
		assertThat(GracePeriod.await(settled, end, () -> true)).isTrue();
		assertThat(GracePeriod.await(settled, end, () -> settled.completeExceptionally(new IllegalStateException())))
			.isTrue();
		assertThat(GracePeriod.await(settled, System.nanoTime(), () -> false)).isTrue();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void warnsOfFunctionsThatAreStillRunning(CapturedOutput output) {
		this.gracePeriod.warnOfRunning(0);
		assertThat(output).isEmpty();
		this.gracePeriod.warnOfRunning(1);
		assertThat(output).contains("Functions of service 'math' are still running after the grace period of 60000 ms");
	}

}
