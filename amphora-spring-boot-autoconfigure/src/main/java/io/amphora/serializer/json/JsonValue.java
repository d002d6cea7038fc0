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

import java.lang.reflect.Type;

import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;

/**
 * A node of a received body. Not a record, as {@code toString} would show the payload.
 *
 * @param <N> the library's tree node
 */
final class JsonValue<N> implements RpcValue {

	private final JsonEngine<N> engine;

	private final N node;

	JsonValue(JsonEngine<N> engine, N node) {
		this.engine = engine;
		this.node = node;
	}

	@Override
	public boolean isNull() {
		return this.engine.kind(this.node) == JsonKind.NULL;
	}

	@Override
	public @Nullable Object as(Type type) {
		if (type == void.class || type == Void.class) {
			return null;
		}
		try {
			return this.engine.read(this.node, type);
		}
		catch (JsonProblem ex) {
			throw new IllegalArgumentException("The value " + ex.getMessage());
		}
	}

}
