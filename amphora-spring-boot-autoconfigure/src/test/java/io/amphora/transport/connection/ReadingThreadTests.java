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

package io.amphora.transport.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ReadingThread}.
 */
class ReadingThreadTests {

	private final ExecutorService executor = ReadingThread.executor();

	private final List<Thread> threads = new ArrayList<>();

	@Test
	void runsOnTheThreadThatGivesAndSaysSoMeanwhile() {
		assertThat(ReadingThread.isCurrent()).isFalse();
		this.executor.execute(() -> {
			this.threads.add(Thread.currentThread());
			assertThat(ReadingThread.isCurrent()).isTrue();
			this.executor.execute(() -> this.threads.add(Thread.currentThread()));
			assertThat(ReadingThread.isCurrent()).isTrue();
		});
		assertThat(ReadingThread.isCurrent()).isFalse();
		assertThat(this.threads).containsExactly(Thread.currentThread(), Thread.currentThread());
	}

	@Test
	void stopsReadingAfterAFailure() {
		assertThatIllegalStateException().isThrownBy(() -> this.executor.execute(() -> {
			throw new IllegalStateException("failed");
		}));
		assertThat(ReadingThread.isCurrent()).isFalse();
	}

	@Test
	void cannotBeShutDownByOneOfItsUsers() {
		this.executor.shutdown();
		assertThat(this.executor.shutdownNow()).isEmpty();
		assertThat(this.executor.isShutdown()).isFalse();
		assertThat(this.executor.isTerminated()).isFalse();
		this.executor.execute(() -> this.threads.add(Thread.currentThread()));
		assertThat(this.threads).hasSize(1);
	}

}
