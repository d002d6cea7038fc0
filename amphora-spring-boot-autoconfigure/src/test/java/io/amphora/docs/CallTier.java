package io.amphora.docs;

import io.amphora.observation.ServerCallObservationContext;
import io.amphora.observation.ServerCallObservationConvention;
import io.micrometer.common.KeyValues;

import org.springframework.stereotype.Component;

/**
 * A convention of an application's own.
 */
// tag::bean[]
@Component
class CallTier implements ServerCallObservationConvention {

	@Override
	public KeyValues getLowCardinalityKeyValues(ServerCallObservationContext context) {
		KeyValues standard = ServerCallObservationConvention.super.getLowCardinalityKeyValues(context);
		return standard.and("tier", "add".equals(context.knownFunction()) ? "gold" : "bronze");
	}

}
// end::bean[]
