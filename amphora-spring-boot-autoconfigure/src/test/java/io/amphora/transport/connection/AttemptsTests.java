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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Attempts}.
 */
class AttemptsTests {

	private static final Duration REFUSAL_INTERVAL = Duration.ofSeconds(15);

	private final Attempts attempts = new Attempts(RandomizedBackOff.defaults(), REFUSAL_INTERVAL);

	@Test
	void doesNotWaitAtFirst() {
		assertThat(this.attempts.next()).isZero();
		assertThat(this.attempts.count()).isEqualTo(1);
	}

	@RepeatedTest(20)
	void waitsLongerEachTimeUpToTheLongest() {
		this.attempts.next();
		long full = 100;
		for (int i = 0; i < 1000; i++) {
			assertThat(this.attempts.next().toMillis()).isBetween(full / 2, full);
			full = Math.min(5000, full * 2);
		}
		assertThat(this.attempts.afterRefusal()).isEqualTo(REFUSAL_INTERVAL);
	}

	@Test
	void waitsForTheIntervalAfterRefusalsIfTheBackOffFails() {
		AtomicInteger starts = new AtomicInteger();
		Attempts failing = new Attempts(() -> {
			if (starts.getAndIncrement() > 0) {
				throw new NoClassDefFoundError("on purpose");
			}
			return () -> {
				throw new IllegalStateException("on purpose");
			};
		}, REFUSAL_INTERVAL);
		failing.next();
		assertThat(failing.next()).isEqualTo(REFUSAL_INTERVAL);
		failing.reset();
		assertThat(failing.next()).isZero();
		assertThat(failing.next()).isEqualTo(REFUSAL_INTERVAL);
	}

	@Test
	void startsOverAfterAReset() {
		this.attempts.next();
		this.attempts.next();
		this.attempts.reset();
		assertThat(this.attempts.count()).isZero();
		assertThat(this.attempts.next()).isZero();
		assertThat(this.attempts.next().toMillis()).isBetween(50L, 100L);
	}

	@Test
	void continuesSlowlyAfterTheEndOfTheBackOff() {
		Attempts limited = new Attempts(new FixedBackOff(10, 1), REFUSAL_INTERVAL);
		limited.next();
		assertThat(limited.next()).hasMillis(10);
		assertThat(limited.next()).isEqualTo(REFUSAL_INTERVAL);
		assertThat(limited.next()).isEqualTo(REFUSAL_INTERVAL);
	}

	@Test
	void waitsEvenIfTheBackOffHasNoInterval() {
		Attempts impatient = new Attempts(new FixedBackOff(0, Long.MAX_VALUE), REFUSAL_INTERVAL);
		impatient.next();
		assertThat(impatient.next()).hasMillis(1);
	}

}
