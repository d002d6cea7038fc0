package io.amphora.observation;

import io.amphora.client.interceptor.ClientCallOutcome;
import io.micrometer.common.KeyValues;

/**
 * Convention that names and tags client calls as OpenTelemetry's semantic conventions for
 * RPC specify.
 */
public final class OpenTelemetryClientCallObservationConvention implements ClientCallObservationConvention {

	@Override
	public String getName() {
		return "rpc.client.call.duration";
	}

	@Override
	public String getContextualName(ClientCallObservationContext context) {
		return RpcAttributes.spanName(context.call().service(), context.knownFunction());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ClientCallObservationContext context) {
		ClientCallOutcome outcome = context.outcome();
		String service = context.call().service();
		return RpcAttributes.low(service, context.knownFunction(), (outcome != null) ? outcome.failure() : null)
			.and(RpcAttributes.SERVER_ADDRESS.withValue(service));
	}

	/**
	 * A function may become known while it is called, so the name that was called is only
	 * added at the end.
	 */
	@Override
	public KeyValues getHighCardinalityKeyValues(ClientCallObservationContext context) {
		KeyValues values = ClientCallObservationConvention.super.getHighCardinalityKeyValues(context);
		return (context.outcome() != null && context.knownFunction() == null)
				? values.and(RpcAttributes.original(context.call().service(), context.call().function())) : values;
	}

}
