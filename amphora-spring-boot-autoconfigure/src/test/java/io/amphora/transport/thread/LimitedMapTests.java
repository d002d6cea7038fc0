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

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LimitedMap}.
 */
class LimitedMapTests {

	@Test
	void removesTheEntryThatWasAddedFirst() {
		Map<String, Integer> map = LimitedMap.ofLatest(2);
		fill(map);
		assertThat(map).containsOnlyKeys("b", "c");
	}

	@Test
	void removesTheEntryThatWasNotUsedForLongest() {
		Map<String, Integer> map = LimitedMap.ofLatestUsed(2);
		fill(map);
		assertThat(map).containsOnlyKeys("a", "c");
	}

	private static void fill(Map<String, Integer> map) {
		map.put("a", 1);
		map.put("b", 2);
		assertThat(map.get("a")).isEqualTo(1);
		map.put("c", 3);
	}

}
