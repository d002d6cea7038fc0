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

package io.amphora.observation;

import io.amphora.CallContext;
import io.micrometer.common.KeyValues;

/**
 * Convention that names and tags server calls as OpenTelemetry's semantic conventions for
 * RPC specify.
 *
 * @since 0.1.0
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
