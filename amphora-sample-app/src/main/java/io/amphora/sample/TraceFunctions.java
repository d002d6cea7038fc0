package io.amphora.sample;

import io.amphora.annotation.AmphoraFunction;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * A function that tells which trace it belongs to.
 */
@Service
class TraceFunctions {

	private final Tracer tracer;

	/** Tests of functions have no tracer. */
	TraceFunctions(ObjectProvider<Tracer> tracer) {
		this.tracer = tracer.getIfAvailable(() -> Tracer.NOOP);
	}

	@AmphoraFunction("trace_id")
	@Nullable String traceId() {
		Span span = this.tracer.currentSpan();
		return (span != null) ? span.context().traceId() : null;
	}

}
