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

import org.jspecify.annotations.Nullable;

/**
 * The path to a problem in a value. Contains the names of properties, which the
 * application's code defines, but never the keys of maps. Not thread-safe.
 */
final class JsonPath {

	/**
	 * Length at which a path is cut off, as a value that contains itself is nested up to
	 * the depth limit.
	 */
	private static final int LONGEST = 100;

	private final StringBuilder path = new StringBuilder();

	void step(@Nullable Object from, @Nullable String name, int index) {
		if (this.path.length() > LONGEST) {
			return;
		}
		if (name == null) {
			this.path.append('[').append(index).append(']');
		}
		else if (isMap(from)) {
			this.path.append("[*]");
		}
		else {
			this.path.append(this.path.isEmpty() ? "" : ".").append(name);
		}
		if (this.path.length() > LONGEST) {
			this.path.append("...");
		}
	}

	private static boolean isMap(@Nullable Object from) {
		return from instanceof Map || (from instanceof Class<?> type && Map.class.isAssignableFrom(type));
	}

	/** Return this path with a prefix. */
	JsonPath in(String place) {
		JsonPath whole = new JsonPath();
		whole.path.append(place).append((isEmpty() || this.path.charAt(0) == '[') ? "" : ".").append(this.path);
		return whole;
	}

	boolean isEmpty() {
		return this.path.isEmpty();
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
