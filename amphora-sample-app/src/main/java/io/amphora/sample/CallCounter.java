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

package io.amphora.sample;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.amphora.server.interceptor.ServerInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Counts the calls of each function of the application's servers. Thread-safe.
 */
@Component
class CallCounter implements ServerInterceptor {

	private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

	@Override
	public @Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception {
		FunctionDefinition function = call.function();
		// callers choose unknown names, so their number is not limited
		if (function != null) {
			this.calls.computeIfAbsent(function.name(), (name) -> new LongAdder()).increment();
		}
		return chain.proceed(call);
	}

	long count(String function) {
		LongAdder counted = this.calls.get(function);
		return (counted != null) ? counted.sum() : 0;
	}

}
