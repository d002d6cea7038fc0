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

import io.amphora.client.AmphoraClient;
import io.micrometer.tracing.ScopedSpan;
import io.micrometer.tracing.Tracer;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * One trace for the caller and the function that it calls.
 */
@Component
@Order(10)
class TraceSection extends Section {

	private final AmphoraClient simplemath;

	private final Tracer tracer;

	TraceSection(AmphoraClient simplemath, Tracer tracer) {
		super("Follow a call");
		this.simplemath = simplemath;
		this.tracer = tracer;
	}

	@Override
	void show() {
		ScopedSpan span = this.tracer.startScopedSpan("sample");
		try {
			String seen = this.simplemath.call("trace_id", String.class);
			print("the function runs in the trace of its caller: " + span.context().traceId().equals(seen));
		}
		finally {
			span.end();
		}
	}

}
