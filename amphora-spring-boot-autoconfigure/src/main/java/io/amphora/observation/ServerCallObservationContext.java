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

package io.amphora.observation;

import java.util.Map;
import java.util.Objects;

import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.interceptor.ServerCall;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

/**
 * Context of a call that a server runs. Tracers read the headers of its request.
 *
 * @since 0.1.0
 */
public final class ServerCallObservationContext extends ReceiverContext<ServerCall> {

	private final ServerCall call;

	private volatile @Nullable CallOutcome outcome;

	/**
	 * Create a new context.
	 * @param call the call
	 */
	public ServerCallObservationContext(ServerCall call) {
		super((carrier, key) -> header(Objects.requireNonNull(carrier), key),
				(call.properties().getReplyTo() != null) ? Kind.SERVER : Kind.CONSUMER);
		this.call = call;
		setCarrier(call);
		setRemoteServiceName(call.context().appId());
	}

	private static @Nullable String header(ServerCall call, String key) {
		Map<String, Object> headers = call.properties().getHeaders();
		Object value = (headers != null) ? headers.get(key) : null;
		return (value != null) ? value.toString() : null;
	}

	/**
	 * Return the call.
	 * @return the call
	 */
	public ServerCall call() {
		return this.call;
	}

	/**
	 * Return the name of the function if it may be used as the value of a tag.
	 * @return the name, or {@code null} if the server has no such function
	 */
	public @Nullable String knownFunction() {
		FunctionDefinition function = this.call.function();
		return (function != null) ? function.name() : null;
	}

	/**
	 * Return the outcome of the call.
	 * @return the outcome, or {@code null} before the call has ended
	 */
	public @Nullable CallOutcome outcome() {
		return this.outcome;
	}

	void ended(@Nullable Throwable failure) {
		this.outcome = CallOutcome.ofServer(failure, this.call.context());
	}

}
