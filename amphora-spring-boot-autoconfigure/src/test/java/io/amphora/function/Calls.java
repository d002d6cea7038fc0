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

package io.amphora.function;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.amphora.CallContext;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.server.function.FunctionCall;
import org.jspecify.annotations.Nullable;

import static org.mockito.Mockito.mock;

/**
 * Calls as they arrive at a server.
 */
final class Calls {

	static final CallContext CONTEXT = mock(CallContext.class);

	private static final RpcSerializer serializer = new Jackson2RpcSerializer();

	private Calls() {
	}

	static FunctionCall call(@Nullable Object... args) {
		return call(Arrays.asList(args), Map.of());
	}

	static FunctionCall call(List<? extends @Nullable Object> args, Map<String, ? extends @Nullable Object> kwargs) {
		ReceivedCall received = serializer
			.deserializeCall(serializer.serializeCall(new RpcCall("function", args, kwargs)));
		return new FunctionCall(CONTEXT, received.args(), received.kwargs());
	}

}
