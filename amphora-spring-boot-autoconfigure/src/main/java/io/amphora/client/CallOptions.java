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

package io.amphora.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Options of a call.
 *
 * @param timeout how long to wait for the result
 * @param routingKey the routing key, or {@code null} for that of the tuner or the service
 * @param correlationId the correlation id, or {@code null} for a random one
 * @param waitPublish whether {@code defer} waits for the broker's confirm
 * @param nonBlocking whether the request waits for room in the send buffer instead of the
 * calling thread
 * @param idempotent whether the function may run twice
 * @param kwargs the arguments by name
 * @param argumentTypes the declared types of the arguments by position, as far as known
 */
record CallOptions(Duration timeout, @Nullable String routingKey, @Nullable String correlationId, boolean waitPublish,
		boolean nonBlocking, boolean idempotent, Map<String, ? extends @Nullable Object> kwargs,
		List<Type> argumentTypes) {

	static CallOptions withTimeout(Duration timeout) {
		return new CallOptions(timeout, null, null, false, false, false, Map.of(), List.of());
	}

	/**
	 * Return whether the request must not be part of a batch: a request that outlives its
	 * client must not depend on the client handling the reply to a batch.
	 */
	boolean excludedFromBatches() {
		return this.waitPublish || this.correlationId != null;
	}

	CallOptions timeout(Duration newTimeout) {
		return new CallOptions(newTimeout, this.routingKey, this.correlationId, this.waitPublish, this.nonBlocking,
				this.idempotent, this.kwargs, this.argumentTypes);
	}

	CallOptions routingKey(String newRoutingKey) {
		return new CallOptions(this.timeout, newRoutingKey, this.correlationId, this.waitPublish, this.nonBlocking,
				this.idempotent, this.kwargs, this.argumentTypes);
	}

	CallOptions correlationId(String newCorrelationId) {
		return new CallOptions(this.timeout, this.routingKey, newCorrelationId, this.waitPublish, this.nonBlocking,
				this.idempotent, this.kwargs, this.argumentTypes);
	}

	CallOptions waitPublish(boolean newWaitPublish) {
		return new CallOptions(this.timeout, this.routingKey, this.correlationId, newWaitPublish, this.nonBlocking,
				this.idempotent, this.kwargs, this.argumentTypes);
	}

	CallOptions nonBlocking(boolean newNonBlocking) {
		return new CallOptions(this.timeout, this.routingKey, this.correlationId, this.waitPublish, newNonBlocking,
				this.idempotent, this.kwargs, this.argumentTypes);
	}

	CallOptions idempotent(boolean newIdempotent) {
		return new CallOptions(this.timeout, this.routingKey, this.correlationId, this.waitPublish, this.nonBlocking,
				newIdempotent, this.kwargs, this.argumentTypes);
	}

	CallOptions kwargs(Map<String, ? extends @Nullable Object> added) {
		Map<String, @Nullable Object> all = new LinkedHashMap<>(this.kwargs);
		all.putAll(added);
		return new CallOptions(this.timeout, this.routingKey, this.correlationId, this.waitPublish, this.nonBlocking,
				this.idempotent, Collections.unmodifiableMap(all), this.argumentTypes);
	}

	CallOptions argumentTypes(List<Type> newArgumentTypes) {
		return new CallOptions(this.timeout, this.routingKey, this.correlationId, this.waitPublish, this.nonBlocking,
				this.idempotent, this.kwargs, List.copyOf(newArgumentTypes));
	}

}
