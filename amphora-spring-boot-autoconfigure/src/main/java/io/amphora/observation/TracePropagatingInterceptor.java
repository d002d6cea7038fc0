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

import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.amphora.server.interceptor.ServerInterceptor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Adds the current trace to the headers of replies, so that it is visible to tools that
 * inspect messages. Thread-safe.
 *
 * @since 0.1.0
 */
public final class TracePropagatingInterceptor implements ServerInterceptor, Ordered {

	private final Tracer tracer;

	private final Propagator propagator;

	/**
	 * Create a new interceptor.
	 * @param tracer provides the current span
	 * @param propagator writes the span to headers
	 */
	public TracePropagatingInterceptor(Tracer tracer, Propagator propagator) {
		this.tracer = tracer;
		this.propagator = propagator;
	}

	@Override
	public int getOrder() {
		return ObservationServerInterceptor.ORDER + 100;
	}

	@Override
	public @Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception {
		Span span = this.tracer.currentSpan();
		if (span != null && call.properties().getReplyTo() != null) {
			this.propagator.inject(span.context(), call.responseHeaders(), TracePropagatingInterceptor::put);
		}
		return chain.proceed(call);
	}

	private static void put(@Nullable Map<String, Object> headers, String key, String value) {
		Objects.requireNonNull(headers).put(key, value);
	}

}
