package io.amphora.annotation;

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
