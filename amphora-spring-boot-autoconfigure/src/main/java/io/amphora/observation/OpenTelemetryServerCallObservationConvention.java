package io.amphora.observation;

import io.amphora.CallContext;
import io.micrometer.common.KeyValues;

/**
 * Convention that names and tags server calls as OpenTelemetry's semantic conventions for
 * RPC specify.
 */
public final class OpenTelemetryServerCallObservationConvention implements ServerCallObservationConvention {

	@Override
	public String getName() {
		return "rpc.server.call.duration";
	}

	@Override
	public String getContextualName(ServerCallObservationContext context) {
		return RpcAttributes.spanName(context.call().context().service(), context.knownFunction());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ServerCallObservationContext context) {
		return RpcAttributes.low(context.call().context().service(), context.knownFunction(), context.getError());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ServerCallObservationContext context) {
		CallContext call = context.call().context();
		KeyValues values = ServerCallObservationConvention.super.getHighCardinalityKeyValues(context)
			.and(RpcAttributes.SERVER_ADDRESS.withValue(call.service()));
		return (context.knownFunction() == null) ? values.and(RpcAttributes.original(call.service(), call.function()))
				: values;
	}

}
