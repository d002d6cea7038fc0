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

import io.amphora.client.interceptor.ClientCallOutcome;
import io.micrometer.common.KeyValues;

/**
 * Convention that names and tags client calls as OpenTelemetry's semantic conventions for
 * RPC specify.
 *
 * @since 0.1.0
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
