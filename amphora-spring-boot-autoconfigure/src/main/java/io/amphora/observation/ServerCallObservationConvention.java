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
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Convention for the names and tags of server calls. A bean that implements this
 * interface replaces the names and tags that it overrides.
 *
 * @since 0.1.0
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
