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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the call or the result in a parsed body.
 *
 * @param <N> the library's tree node
 */
final class JsonBodyReader<N> {

	private final JsonEngine<N> engine;

	JsonBodyReader(JsonEngine<N> engine) {
		this.engine = engine;
	}

	ReceivedCall readCall(N body) {
		return new ReceivedCall(name(body, JsonNames.FUNCTION), list(body, this::value), kwargs(body));
	}

	ReceivedResult readResult(N body) {
		N exception = optional(body, JsonNames.EXCEPTION, JsonKind.OBJECT);
		if (exception != null) {
			return new ReceivedResult.Failure(name(exception, JsonNames.TYPE), list(exception, this::natural));
		}
		N result = this.engine.member(body, JsonNames.RESULT);
		if (result == null) {
			throw new JsonProblem("has neither a \"result\" nor an \"exception\"");
		}
		return new ReceivedResult.Value(value(result));
	}

	private String name(N object, String member) {
		N node = optional(object, member, JsonKind.STRING);
		if (node == null) {
			throw new JsonProblem("has no \"" + member + "\"");
		}
		String name = this.engine.text(node);
		if (name.isEmpty()) {
			throw new JsonProblem("has an empty \"" + member + "\"");
		}
		return name;
	}

	private <V extends @Nullable Object> List<V> list(N object, Function<N, V> reading) {
		N array = optional(object, JsonNames.ARGS, JsonKind.ARRAY);
		if (array == null) {
			return List.of();
		}
		List<V> values = new ArrayList<>();
		for (N element : this.engine.elements(array)) {
			values.add(reading.apply(element));
		}
		return Collections.unmodifiableList(values);
	}

	private Map<String, RpcValue> kwargs(N body) {
		N object = optional(body, JsonNames.KWARGS, JsonKind.OBJECT);
		if (object == null) {
			return Map.of();
		}
		Map<String, RpcValue> values = new LinkedHashMap<>();
		this.engine.members(object).forEach((member) -> values.put(member.getKey(), value(member.getValue())));
		return Collections.unmodifiableMap(values);
	}

	private @Nullable N optional(N object, String member, JsonKind wanted) {
		N node = this.engine.member(object, member);
		if (node == null || this.engine.kind(node) == JsonKind.NULL) {
			return null;
		}
		if (this.engine.kind(node) != wanted) {
			throw new JsonProblem("has " + this.engine.kind(node) + " as \"" + member + "\", not " + wanted);
		}
		return node;
	}

	private RpcValue value(N node) {
		return new JsonValue<>(this.engine, node);
	}

	private @Nullable Object natural(N node) {
		return this.engine.read(node, Object.class);
	}

}
