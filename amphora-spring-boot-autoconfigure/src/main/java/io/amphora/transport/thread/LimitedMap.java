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

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that removes its eldest entry when it has more than a maximum. Not thread-safe.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 * @since 0.1.0
 */
public final class LimitedMap<K, V> extends LinkedHashMap<K, V> {

	private static final long serialVersionUID = 1L;

	private final int max;

	private LimitedMap(int max, boolean byAccess) {
		super(16, 0.75F, byAccess);
		this.max = max;
	}

	/**
	 * Create a map that removes the entry that was added first.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param max maximum number of entries
	 * @return an empty map
	 */
	public static <K, V> Map<K, V> ofLatest(int max) {
		return new LimitedMap<>(max, false);
	}

	/**
	 * Create a map that removes the entry that has not been used for the longest time.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param max maximum number of entries
	 * @return an empty map
	 */
	public static <K, V> Map<K, V> ofLatestUsed(int max) {
		return new LimitedMap<>(max, true);
	}

	@Override
	protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
		return size() > this.max;
	}

}
