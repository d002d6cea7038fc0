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

import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.JsonShape;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;

/**
 * Base class that implements the wire format independently of the JSON library.
 *
 * @param <N> the library's tree node
 */
abstract class JsonRpcSerializer<N> implements RpcSerializer {

	private final JsonEngine<N> engine;

	private final JsonBodyReader<N> reader;

	private final SerializerLimits limits;

	private final BatchFormat batchFormat;

	JsonRpcSerializer(JsonEngine<N> engine, SerializerLimits limits) {
		this.engine = engine;
		this.reader = new JsonBodyReader<>(engine);
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
			return this.reader.readCall(parse(body));
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
			return this.reader.readResult(parse(body));
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

	private byte[] write(JsonContent content) {
		byte[] body = this.engine.write(content);
		this.limits.checkBody(body);
		return body;
	}

	private static void writeCall(JsonSink sink, RpcCall call) throws IOException {
		sink.startObject();
		sink.name(JsonNames.FUNCTION);
		sink.value(call.function(), String.class);
		sink.name(JsonNames.ARGS);
		sink.values(call.args(), call::argType);
		sink.name(JsonNames.KWARGS);
		sink.members(call.kwargs());
		sink.endObject();
	}

	private static void writeResult(JsonSink sink, RpcResult result) throws IOException {
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

}
