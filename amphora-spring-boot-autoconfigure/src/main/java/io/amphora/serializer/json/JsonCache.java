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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Values that are created once for each key, outside of locks, because modules and
 * serializers of the JSON library are foreign code. Thread-safe.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class JsonCache<K, V> {

	private final Map<K, V> values = new ConcurrentHashMap<>();

	private final Function<K, V> factory;

	JsonCache(Function<K, V> factory) {
		this.factory = factory;
	}

	V get(K key) {
		V known = this.values.get(key);
		if (known != null) {
			return known;
		}
		V created = this.factory.apply(key);
		V other = this.values.putIfAbsent(key, created);
		return (other != null) ? other : created;
	}

}
