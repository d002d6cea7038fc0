package io.amphora.autoconfigure.observation;

import io.amphora.observation.ClientCallObservationConvention;
import io.amphora.observation.OpenTelemetryClientCallObservationConvention;
import io.amphora.observation.OpenTelemetryServerCallObservationConvention;
import io.amphora.observation.ServerCallObservationConvention;
import org.jspecify.annotations.Nullable;

/**
 * Conventions for the names and tags of calls.
 */
public enum CallConvention {

	/** Amphora's own names and tags. */
	AMPHORA,

	/** OpenTelemetry's semantic conventions for RPC. */
	OPENTELEMETRY;

	/** Return {@code null} for the default of the interceptor. */
	@Nullable ClientCallObservationConvention client() {
		return (this == OPENTELEMETRY) ? new OpenTelemetryClientCallObservationConvention() : null;
	}

	/** Return {@code null} for the default of the interceptor. */
	@Nullable ServerCallObservationConvention server() {
		return (this == OPENTELEMETRY) ? new OpenTelemetryServerCallObservationConvention() : null;
	}

}
