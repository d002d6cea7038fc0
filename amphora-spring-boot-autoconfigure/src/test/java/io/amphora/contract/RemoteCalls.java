package io.amphora.contract;

import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;

import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import org.jspecify.annotations.Nullable;
import org.mockito.Answers;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Clients that answer without a broker.
 */
final class RemoteCalls {

	private RemoteCalls() {
	}

	static AmphoraClient client(String service) {
		AmphoraClient client = mock(AmphoraClient.class);
		given(client.service()).willReturn(service);
		return client;
	}

	/**
	 * Have a function of a client return something, with whatever options it is called.
	 */
	static RemoteFunction answer(AmphoraClient client, String name, @Nullable Object result) {
		RemoteFunction function = mock(RemoteFunction.class, Answers.RETURNS_SELF);
		given(client.function(name)).willReturn(function);
		given(function.call(any(Type.class), any(Object[].class))).willReturn(result);
		given(function.defer(any(Type.class), any(Object[].class)))
			.willReturn(CompletableFuture.completedFuture(result));
		return function;
	}

}
