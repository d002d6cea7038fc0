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

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ConcurrentMaps}.
 */
class ConcurrentMapsTests {

	private final ConcurrentMap<String, String> map = new ConcurrentHashMap<>();

	@Test
	void createsAValueOnce() {
		assertThat(ConcurrentMaps.getOrCreate(this.map, "a", (key) -> key + "1")).isEqualTo("a1");
		assertThat(ConcurrentMaps.getOrCreate(this.map, "a", (key) -> key + "2")).isEqualTo("a1");
	}

	@Test
	void firstValueCountsIfSeveralAreCreated() {
		assertThat(ConcurrentMaps.getOrCreate(this.map, "a",
				(key) -> ConcurrentMaps.getOrCreate(this.map, key, (again) -> "inner") + ", outer"))
			.isEqualTo("inner");
	}

	@Test
	void failuresAreNotStored() {
		assertThatIllegalStateException().isThrownBy(() -> ConcurrentMaps.getOrCreate(this.map, "a", (key) -> {
			throw new IllegalStateException(key);
		}));
		assertThat(this.map).isEmpty();
	}

}
