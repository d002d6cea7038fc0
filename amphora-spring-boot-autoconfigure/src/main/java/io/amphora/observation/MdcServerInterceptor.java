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

import io.amphora.CallContext;
import io.amphora.PrintableText;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.amphora.server.interceptor.ServerInterceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.core.Ordered;

/**
 * Puts the service, function and correlation id of a call into the diagnostic context of
 * the log ({@link MDC}) while the function runs on its thread. Afterwards the previous
 * context is restored, so that entries added by a function do not affect the next one.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class MdcServerInterceptor implements ServerInterceptor, Ordered {

	/** The key of the service name. */
	public static final String SERVICE = "amphora.service";

	/** The key of the function name; absent if the server has no such function. */
	public static final String FUNCTION = "amphora.function";

	/** The key of the correlation id; absent if the caller set none. */
	public static final String CORRELATION_ID = "amphora.correlationId";

	@Override
	public int getOrder() {
		return ObservationServerInterceptor.ORDER + 200;
	}

	@Override
	public @Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception {
		CallContext context = call.context();
		FunctionDefinition function = call.function();
		Map<String, String> before = MDC.getCopyOfContextMap();
		try {
			put(SERVICE, context.service());
			put(FUNCTION, (function != null) ? function.name() : null);
			put(CORRELATION_ID, context.correlationId());
			return chain.proceed(call);
		}
		finally {
			restore(before);
		}
	}

	private static void put(String key, @Nullable String value) {
		if (value != null) {
			MDC.put(key, PrintableText.of(value));
		}
		else {
			MDC.remove(key);
		}
	}

	/** A thread may run a function inside another function. */
	private static void restore(@Nullable Map<String, String> before) {
		if (before != null) {
			MDC.setContextMap(before);
		}
		else {
			MDC.clear();
		}
	}

}
