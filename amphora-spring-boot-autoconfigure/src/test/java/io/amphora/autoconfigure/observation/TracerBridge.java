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
