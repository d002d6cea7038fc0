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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.amphora.RemoteException;
import io.amphora.client.AmphoraOperations;
import io.amphora.client.RemoteFunction;
import io.amphora.reactive.ReactiveCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ObjectUtils;

/**
 * A method of a contract as a remote function. Immutable.
 *
 * @param function the name of the function
 * @param fanout whether every server is called and the first reply is the result
 * @param timeout the timeouts of its calls
 * @param idempotent whether the function may run twice for one call
 * @param routingKeyIndex the index of the parameter with the routing key, or -1 if there
 * is none
 * @param variable whether the method has variable arguments
 * @param argumentTypes the types of the parameters; for variable arguments, the type of
 * each argument; empty if the classes of the arguments are sufficient
 * @param result the result of the method
 * @param exceptions the exceptions that the method declares
 * @param kotlin the method as declared in Kotlin, or {@code null}
 */
record ContractMethod(String function, boolean fanout, ContractTimeout timeout, boolean idempotent, int routingKeyIndex,
		boolean variable, List<Type> argumentTypes, ContractResult result, DeclaredExceptions exceptions,
		@Nullable KotlinContractMethod kotlin) {

	@Nullable Object invoke(AmphoraOperations client, @Nullable Object[] given) throws Exception {
		@Nullable Object[] arguments = (this.kotlin != null) ? this.kotlin.arguments(given) : given;
		@Nullable Object[] sent = this.timeout.withoutTimeout(arguments);
		@Nullable Object[] args = this.variable ? spread(sent) : sent;
		if (this.kotlin != null && this.kotlin.suspending()) {
			return this.kotlin.await(given,
					() -> defer(remote(client, arguments, args.length).nonBlocking(true), args));
		}
		Class<?> reactiveType = this.result.reactiveType();
		if (reactiveType != null) {
			return ReactiveCalls.create(reactiveType,
					() -> defer(remote(client, arguments, args.length).nonBlocking(true), args));
		}
		RemoteFunction remote = remote(client, arguments, args.length);
		return this.result.deferred() ? defer(remote, args) : call(remote, args);
	}

	private RemoteFunction remote(AmphoraOperations client, @Nullable Object[] arguments, int count) {
		RemoteFunction remote = client.function(this.function);
		if (this.idempotent) {
			remote = remote.idempotent(true);
		}
		Duration limit = this.timeout.of(client, arguments);
		if (limit != null) {
			remote = remote.timeout(limit);
		}
		if (this.routingKeyIndex >= 0) {
			Object routingKey = ObjectUtils.unwrapOptional(arguments[this.routingKeyIndex]);
			remote = (routingKey != null) ? remote.routingKey(routingKey.toString()) : remote;
		}
		return this.argumentTypes.isEmpty() ? remote : remote.argumentTypes(argumentTypes(count));
	}

	private CompletableFuture<@Nullable Object> defer(RemoteFunction remote, @Nullable Object[] args) {
		return this.exceptions.translate(remote.defer(this.result.type(), args),
				(this.kotlin != null) ? this::converted : null);
	}

	private @Nullable Object call(RemoteFunction remote, @Nullable Object[] args) throws Exception {
		try {
			return converted(remote.call(this.result.type(), args));
		}
		catch (RemoteException ex) {
			throw this.exceptions.translate(ex);
		}
	}

	private @Nullable Object converted(@Nullable Object value) {
		return (this.kotlin != null) ? this.kotlin.result(this.function, this.result.type(), value) : value;
	}

	/** Variable arguments are sent as separate arguments. */
	private static @Nullable Object[] spread(@Nullable Object[] arguments) {
		int last = arguments.length - 1;
		List<@Nullable Object> spread = new ArrayList<>(Arrays.asList(arguments).subList(0, last));
		Object rest = arguments[last];
		if (rest != null) {
			spread.addAll(Arrays.asList(ObjectUtils.toObjectArray(rest)));
		}
		return spread.toArray();
	}

	private Type[] argumentTypes(int count) {
		Type[] types = new Type[count];
		for (int i = 0; i < count; i++) {
			types[i] = this.argumentTypes.get(Math.min(i, this.argumentTypes.size() - 1));
		}
		return types;
	}

}
