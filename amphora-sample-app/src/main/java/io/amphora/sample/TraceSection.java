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
