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

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.JsonShape;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;

/**
 * Base class that implements the wire format independently of the JSON library.
 *
 * @param <N> the library's tree node
 */
abstract class JsonRpcSerializer<N> implements RpcSerializer {

	private final JsonEngine<N, ?, ?> engine;

	private final SerializerLimits limits;

	private final BatchFormat batchFormat;

	JsonRpcSerializer(JsonEngine<N, ?, ?> engine, SerializerLimits limits) {
		this.engine = engine;
		this.limits = limits;
		this.batchFormat = new JsonBatchFormat(engine, limits);
	}

	@Override
	public final String contentType() {
		return "application/json";
	}

	@Override
	public final BatchFormat batchFormat() {
		return this.batchFormat;
	}

	@Override
	public final byte[] serializeCall(RpcCall call) {
		try {
			return write((sink) -> writeCall(sink, call));
		}
		catch (JsonProblem ex) {
			throw new WrongRequestException("The request for '" + call.function() + "' " + ex.getMessage(), null,
					ex.getCause());
		}
	}

	@Override
	public final ReceivedCall deserializeCall(byte[] body) {
		try {
			return readCall(parse(body));
		}
		catch (JsonProblem ex) {
			throw new WrongRequestException("The body of the request " + ex.getMessage());
		}
	}

	@Override
	public final byte[] serializeResult(RpcResult result) {
		try {
			return write((sink) -> writeResult(sink, result));
		}
		catch (JsonProblem ex) {
			throw new WrongResultException("The result " + ex.getMessage(), null, ex.getCause());
		}
	}

	@Override
	public final ReceivedResult deserializeResult(byte[] body) {
		try {
			return readResult(parse(body));
		}
		catch (JsonProblem ex) {
			throw new WrongResultException("The body of the reply " + ex.getMessage(), null, null);
		}
	}

	@Override
	public final JsonShape shapeOfReceived(Type type) {
		return this.engine.shape(type, false);
	}

	@Override
	public final JsonShape shapeOfSent(Type type) {
		return this.engine.shape(type, true);
	}

	private N parse(byte[] body) {
		this.limits.checkBody(body);
		return this.engine.parseObject(body);
	}

	private byte[] write(JsonEngine.Content content) {
		byte[] body = this.engine.write(content);
		this.limits.checkBody(body);
		return body;
	}

	private static void writeCall(JsonEngine.Sink sink, RpcCall call) throws IOException {
		sink.startObject();
		sink.name(JsonNames.FUNCTION);
		sink.value(call.function(), String.class);
		sink.name(JsonNames.ARGS);
		sink.values(call.args(), call::argType);
		sink.name(JsonNames.KWARGS);
		sink.members(call.kwargs());
		sink.endObject();
	}

	private static void writeResult(JsonEngine.Sink sink, RpcResult result) throws IOException {
		sink.startObject();
		if (result instanceof RpcResult.Value returned) {
			sink.name(JsonNames.RESULT);
			sink.value(returned.value(), returned.type());
		}
		else if (result instanceof RpcResult.Failure failure) {
			sink.name(JsonNames.EXCEPTION);
			sink.startObject();
			sink.name(JsonNames.TYPE);
			sink.value(failure.type(), String.class);
			sink.name(JsonNames.ARGS);
			sink.values(failure.args(), (index) -> Object.class);
			sink.endObject();
		}
		sink.endObject();
	}

	private ReceivedCall readCall(N body) {
		return new ReceivedCall(name(body, JsonNames.FUNCTION), list(body, Value::new), kwargs(body));
	}

	private ReceivedResult readResult(N body) {
		N exception = optional(body, JsonNames.EXCEPTION, JsonKind.OBJECT);
		if (exception != null) {
			return new ReceivedResult.Failure(name(exception, JsonNames.TYPE), list(exception, this::natural));
		}
		N result = this.engine.member(body, JsonNames.RESULT);
		if (result == null) {
			throw new JsonProblem("has neither a \"result\" nor an \"exception\"");
		}
		return new ReceivedResult.Value(new Value(result));
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
		this.engine.members(object).forEach((member) -> values.put(member.getKey(), new Value(member.getValue())));
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

	private @Nullable Object natural(N node) {
		return this.engine.read(node, Object.class);
	}

	/**
	 * A node of a received body. Not a record, as {@code toString} would show the
	 * payload.
	 */
	private final class Value implements RpcValue {

		private final N node;

		Value(N node) {
			this.node = node;
		}

		@Override
		public boolean isNull() {
			return JsonRpcSerializer.this.engine.kind(this.node) == JsonKind.NULL;
		}

		@Override
		public @Nullable Object as(Type type) {
			if (type == void.class || type == Void.class) {
				return null;
			}
			try {
				return JsonRpcSerializer.this.engine.read(this.node, type);
			}
			catch (JsonProblem ex) {
				throw new IllegalArgumentException("The value " + ex.getMessage());
			}
		}

	}

}
