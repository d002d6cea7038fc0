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

import java.util.Objects;

import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientCallOutcome;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * Context of a call that a client makes. Tracers write to the headers of its request.
 *
 * @since 0.1.0
 */
public final class ClientCallObservationContext extends SenderContext<ClientCall> {

	private final ClientCall call;

	private volatile @Nullable String knownFunction;

	private volatile @Nullable ClientCallOutcome outcome;

	/**
	 * Create a new context.
	 * @param call the call
	 * @param knownFunction the name of the function, or {@code null} if it is not known
	 * to exist
	 */
	public ClientCallObservationContext(ClientCall call, @Nullable String knownFunction) {
		super((carrier, key, value) -> Objects.requireNonNull(carrier).headers().put(key, value), kind(call));
		this.call = call;
		this.knownFunction = knownFunction;
		setCarrier(call);
		setRemoteServiceName(call.service());
	}

	private static Kind kind(ClientCall call) {
		return (call.style() == ClientCall.Style.SEND) ? Kind.PRODUCER : Kind.CLIENT;
	}

	/**
	 * Return the call.
	 * @return the call
	 */
	public ClientCall call() {
		return this.call;
	}

	/**
	 * Return the name of the function if it may be used as the value of a tag.
	 * @return the name, or {@code null} until a server is known to have a function with
	 * that name
	 */
	public @Nullable String knownFunction() {
		return this.knownFunction;
	}

	/**
	 * Return the outcome of the call.
	 * @return the outcome, or {@code null} before the call has ended
	 */
	public @Nullable ClientCallOutcome outcome() {
		return this.outcome;
	}

	void ended(ClientCallOutcome newOutcome, @Nullable String newKnownFunction) {
		this.knownFunction = newKnownFunction;
		this.outcome = newOutcome;
	}

}
