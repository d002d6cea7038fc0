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

package io.amphora.autoconfigure.observation;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.brave.bridge.BraveTracer;
import io.micrometer.tracing.otel.bridge.OtelTracer;

import org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;

/**
 * The tracers that Micrometer has a bridge to.
 */
enum TracerBridge {

	BRAVE(BraveTracer.class, OpenTelemetryTracingAutoConfiguration.class),

	OPEN_TELEMETRY(OtelTracer.class, BraveAutoConfiguration.class);

	private final Class<? extends Tracer> type;

	private final Class<?> other;

	TracerBridge(Class<? extends Tracer> type, Class<?> other) {
		this.type = type;
		this.other = other;
	}

	/** The tracer that applications with {@link #properties()} have. */
	Class<? extends Tracer> type() {
		return this.type;
	}

	/** Keep the other tracer away, and hear of spans soon. */
	String[] properties() {
		return new String[] { "spring.autoconfigure.exclude=" + this.other.getName(),
				"management.opentelemetry.tracing.export.schedule-delay=20ms" };
	}

}
