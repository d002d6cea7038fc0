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

package io.amphora.serializer;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes and reads always the same, so that what is measured is the rest.
 */
public final class ConstantSerializer implements RpcSerializer {

	private static final byte[] BODY = new byte[40];

	private static final RpcValue VALUE = new RpcValue() {

		@Override
		public boolean isNull() {
			return false;
		}

		@Override
		public @Nullable Object as(Type type) {
			return "constant";
		}

	};

	private static final ReceivedCall CALL = new ReceivedCall("echo", List.of(VALUE), Map.of());

	private static final ReceivedResult RESULT = new ReceivedResult.Value(VALUE);

	@Override
	public String contentType() {
		return "application/json";
	}

	@Override
	public byte[] serializeCall(RpcCall call) {
		return BODY;
	}

	@Override
	public ReceivedCall deserializeCall(byte[] body) {
		return CALL;
	}

	@Override
	public byte[] serializeResult(RpcResult result) {
		return BODY;
	}

	@Override
	public ReceivedResult deserializeResult(byte[] body) {
		return RESULT;
	}

}
