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

package io.amphora.contract;

import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraOperations;
import io.amphora.client.RemoteFunction;
import org.jspecify.annotations.Nullable;
import org.mockito.Answers;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Clients that return results without a broker.
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
	static RemoteFunction reply(AmphoraOperations client, String name, @Nullable Object result) {
		RemoteFunction function = mock(RemoteFunction.class, Answers.RETURNS_SELF);
		given(client.function(name)).willReturn(function);
		given(function.call(any(Type.class), any(Object[].class))).willReturn(result);
		given(function.defer(any(Type.class), any(Object[].class)))
			.willReturn(CompletableFuture.completedFuture(result));
		return function;
	}

}
