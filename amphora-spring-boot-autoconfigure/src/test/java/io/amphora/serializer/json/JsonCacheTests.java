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

package io.amphora.serializer.json;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonCache}.
 */
class JsonCacheTests {

	private final List<String> created = new ArrayList<>();

	@Test
	void createsEachValueOnce() {
		JsonCache<String, String> cache = new JsonCache<>((key) -> {
			this.created.add(key);
			return "value of " + key;
		});
		assertThat(cache.get("a")).isEqualTo("value of a").isSameAs(cache.get("a"));
		assertThat(cache.get("b")).isEqualTo("value of b");
		assertThat(this.created).containsExactly("a", "b");
	}

	@Test
	void keepsTheFirstValueIfAnotherIsCreatedMeanwhile() {
		List<JsonCache<String, Object>> self = new ArrayList<>();
		JsonCache<String, Object> cache = new JsonCache<>((key) -> {
			this.created.add(key);
			return (this.created.size() == 1) ? List.of(self.get(0).get(key)) : "first";
		});
		self.add(cache);
		assertThat(cache.get("a")).isEqualTo("first");
		assertThat(cache.get("a")).isEqualTo("first");
		assertThat(this.created).hasSize(2);
	}

}
