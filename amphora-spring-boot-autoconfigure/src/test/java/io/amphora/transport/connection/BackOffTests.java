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

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BackOff}.
 */
class BackOffTests {

	private final BackOff backOff = RetryPolicy.defaults().newBackOff();

	@Test
	void doesNotWaitAtFirst() {
		assertThat(this.backOff.next()).isZero();
		assertThat(this.backOff.attempts()).isEqualTo(1);
	}

	@RepeatedTest(20)
	void waitsLongerEachTimeUpToTheLongest() {
		this.backOff.next();
		long full = 100;
		for (int i = 0; i < 1000; i++) {
			assertThat(this.backOff.next().toMillis()).isBetween(full / 2, full);
			full = Math.min(5000, full * 2);
		}
		assertThat(this.backOff.afterRefusal()).isEqualTo(Duration.ofSeconds(15));
	}

	@Test
	void startsOverAfterAReset() {
		this.backOff.next();
		this.backOff.next();
		this.backOff.reset();
		assertThat(this.backOff.attempts()).isZero();
		assertThat(this.backOff.next()).isZero();
	}

}
