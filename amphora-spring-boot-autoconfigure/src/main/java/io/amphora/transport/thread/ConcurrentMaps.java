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

import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Creates the values of concurrent maps without their locks.
 *
 * @since 0.1.0
 */
public final class ConcurrentMaps {

	private ConcurrentMaps() {
	}

	/**
	 * Return the value of a key, and create it if there is none. Unlike with
	 * {@link java.util.concurrent.ConcurrentHashMap#computeIfAbsent}, the map is not
	 * locked meanwhile, so the code that creates the value may block or use the map. If
	 * several threads create a value at the same time, all of them get the first one.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param map the map
	 * @param key the key
	 * @param creator creates the value of the key
	 * @return the value
	 */
	public static <K, V> V getOrCreate(ConcurrentMap<K, V> map, K key, Function<? super K, ? extends V> creator) {
		V known = map.get(key);
		if (known != null) {
			return known;
		}
		V created = creator.apply(key);
		V earlier = map.putIfAbsent(key, created);
		return (earlier != null) ? earlier : created;
	}

}
