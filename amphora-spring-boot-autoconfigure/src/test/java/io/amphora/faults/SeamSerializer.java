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

package io.amphora.faults;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.BatchItem;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.RpcValue;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A serializer that fails where it is told to.
 *
 * @param fault tells where
 * @param server whether it is that of a server
 * @param to does the work
 */
record SeamSerializer(SeamFault fault, boolean server, RpcSerializer to) implements RpcSerializer {

	SeamSerializer(SeamFault fault, boolean server) {
		this(fault, server, new Jackson2RpcSerializer());
	}

	@Override
	public String contentType() {
		return this.to.contentType();
	}

	@Override
	public byte[] serializeCall(RpcCall call) {
		this.fault.use(Seam.CALL_WRITTEN);
		return this.to.serializeCall(call);
	}

	@Override
	public ReceivedCall deserializeCall(byte[] body) {
		this.fault.use(Seam.CALL_READ);
		ReceivedCall call = this.to.deserializeCall(body);
		Map<String, RpcValue> kwargs = new HashMap<>();
		call.kwargs().forEach((name, value) -> kwargs.put(name, value(value, Seam.ARGUMENT_READ)));
		return new ReceivedCall(call.function(),
				call.args().stream().map((value) -> value(value, Seam.ARGUMENT_READ)).toList(), kwargs);
	}

	@Override
	public byte[] serializeResult(RpcResult result) {
		this.fault.use(Seam.RESULT_WRITTEN);
		return this.to.serializeResult(result);
	}

	@Override
	public ReceivedResult deserializeResult(byte[] body) {
		this.fault.use(Seam.RESULT_READ);
		ReceivedResult result = this.to.deserializeResult(body);
		return (result instanceof ReceivedResult.Value value)
				? new ReceivedResult.Value(value(value.value(), Seam.VALUE_READ)) : result;
	}

	@Override
	public BatchFormat batchFormat() {
		return new Batches(this.to.batchFormat());
	}

	private RpcValue value(RpcValue value, Seam seam) {
		return new RpcValue() {

			@Override
			public boolean isNull() {
				return value.isNull();
			}

			@Override
			public @Nullable Object as(Type type) {
				SeamSerializer.this.fault.use(seam);
				return value.as(type);
			}

		};
	}

	private final class Batches implements BatchFormat {

		private final BatchFormat to;

		Batches(BatchFormat to) {
			this.to = to;
		}

		@Override
		public String contentType() {
			return this.to.contentType();
		}

		@Override
		public byte[] join(List<BatchItem> items) {
			use(Seam.SERVER_BATCH_JOINED, Seam.CLIENT_BATCH_JOINED);
			return this.to.join(items);
		}

		@Override
		public List<BatchItem> split(byte[] body) {
			use(Seam.SERVER_BATCH_SPLIT, Seam.CLIENT_BATCH_SPLIT);
			return this.to.split(body);
		}

		private void use(Seam ofServer, Seam ofClient) {
			SeamSerializer.this.fault.use(SeamSerializer.this.server ? ofServer : ofClient);
		}

	}

}
