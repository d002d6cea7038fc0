package io.amphora.observation;

import io.amphora.CallContext;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Convention for the names and tags of server calls. A bean that implements this
 * interface replaces the names and tags that it overrides.
 */
public interface ServerCallObservationConvention extends ObservationConvention<ServerCallObservationContext> {

	@Override
	default String getName() {
		return "amphora.server.call";
	}

	@Override
	default String getContextualName(ServerCallObservationContext context) {
		return CallKeyValues.contextualName(context.call().context().service(), context.knownFunction(), "serve");
	}

	@Override
	default KeyValues getLowCardinalityKeyValues(ServerCallObservationContext context) {
		return CallKeyValues.low(context.call().context().service(), context.knownFunction(), context.outcome(),
				context.getError());
	}

	@Override
	default KeyValues getHighCardinalityKeyValues(ServerCallObservationContext context) {
		CallContext call = context.call().context();
		return CallKeyValues.high(call.function(), call.correlationId());
	}

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ServerCallObservationContext;
	}

}
