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

package io.amphora.client.fanout;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link IdleTime}.
 */
class IdleTimeTests {

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);

	private final IdleTime idleTime = new IdleTime(this.nanoTime::get);

	@Test
	void countsOnlyWhileNoDeliveryIsHandled() {
		this.nanoTime.addAndGet(3);
		this.idleTime.pauseDuring(() -> {
			this.nanoTime.addAndGet(100);
			this.idleTime.pauseDuring(() -> this.nanoTime.addAndGet(100));
			this.nanoTime.addAndGet(100);
			assertThat(this.idleTime.nanos()).isEqualTo(3);
		});
		assertThat(this.idleTime.nanos()).isEqualTo(3);
		this.nanoTime.addAndGet(4);
		assertThat(this.idleTime.nanos()).isEqualTo(7);
	}

	@Test
	void continuesAfterADeliveryThatFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.idleTime.pauseDuring(() -> {
			throw new IllegalStateException("on purpose");
		}));
		this.nanoTime.addAndGet(4);
		assertThat(this.idleTime.nanos()).isEqualTo(4);
	}

}
