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

package io.amphora.transport.thread;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CustomizedList}.
 */
class CustomizedListTests {

	private final AtomicInteger calls = new AtomicInteger();

	private final CustomizedList<String> list = new CustomizedList<>(
			List.of((given) -> Collections.addAll(given, "b", "a"), Collections::sort, (given) -> {
				this.calls.incrementAndGet();
				given.add("c");
			}));

	@Test
	void isCustomizedInOrderWhenItIsFirstUsed() {
		assertThat(this.list.isKnownToBeEmpty()).isFalse();
		assertThat(this.calls).hasValue(0);
		assertThat(this.list.get()).containsExactly("a", "b", "c");
		assertThat(this.list.get()).isUnmodifiable();
		assertThat(this.calls).hasValue(1);
		assertThat(this.list.isKnownToBeEmpty()).isFalse();
	}

	@Test
	void isEmptyWithoutCustomizers() {
		CustomizedList<String> empty = new CustomizedList<>(List.of());
		assertThat(empty.isKnownToBeEmpty()).isTrue();
		assertThat(empty.get()).isEmpty();
	}

	@Test
	void isKnownToBeEmptyAfterCustomizersHaveAddedNothing() {
		CustomizedList<String> empty = new CustomizedList<>(List.of((given) -> {
		}));
		assertThat(empty.isKnownToBeEmpty()).isFalse();
		assertThat(empty.get()).isEmpty();
		assertThat(empty.isKnownToBeEmpty()).isTrue();
	}

	@Test
	void isCustomizedAgainAfterACustomizerHasFailed() {
		AtomicInteger attempts = new AtomicInteger();
		CustomizedList<String> failing = new CustomizedList<>(List.of((given) -> {
			if (attempts.incrementAndGet() == 1) {
				throw new IllegalStateException("on purpose");
			}
			given.add("a");
		}));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(failing::get);
		assertThat(failing.get()).containsExactly("a");
	}

}
