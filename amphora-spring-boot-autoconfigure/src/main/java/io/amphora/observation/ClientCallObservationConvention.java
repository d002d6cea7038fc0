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

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.RemoteException;
import io.amphora.client.interceptor.ClientCallOutcome;
import io.amphora.observation.AmphoraObservation.HighCardinality;
import io.amphora.topology.WireHeaders;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Convention for the names and tags of client calls. A bean that implements this
 * interface replaces the names and tags that it overrides.
 *
 * @since 0.1.0
 */
public interface ClientCallObservationConvention extends ObservationConvention<ClientCallObservationContext> {

	@Override
	default String getName() {
		return "amphora.client.call";
	}

	@Override
	default String getContextualName(ClientCallObservationContext context) {
		return CallKeyValues.contextualName(context.call().service(), context.knownFunction(), "call");
	}

	@Override
	default KeyValues getLowCardinalityKeyValues(ClientCallObservationContext context) {
		ClientCallOutcome outcome = context.outcome();
		return CallKeyValues.low(context.call().service(), context.knownFunction(),
				(outcome != null) ? CallOutcome.ofClient(outcome.failure()) : null,
				(outcome != null) ? outcome.failure() : null);
	}

	@Override
	default KeyValues getHighCardinalityKeyValues(ClientCallObservationContext context) {
		KeyValues values = CallKeyValues.high(context.call().function(), context.call().correlationId())
			.and(HighCardinality.ROUTING_KEY.withValue(context.call().routingKey()));
		ClientCallOutcome outcome = context.outcome();
		if (outcome == null) {
			return values;
		}
		values = values.and(HighCardinality.STAGE.withValue(outcome.report().stage().name()));
		if (outcome.failure() instanceof RemoteException remote) {
			values = values.and(HighCardinality.REMOTE_ERROR.withValue(CallKeyValues.shortened(remote.errorType())));
		}
		BasicProperties response = outcome.replyProperties();
		Object instance = (response != null && response.getHeaders() != null)
				? response.getHeaders().get(WireHeaders.INSTANCE) : null;
		return (instance != null)
				? values.and(HighCardinality.INSTANCE.withValue(CallKeyValues.shortened(instance.toString()))) : values;
	}

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ClientCallObservationContext;
	}

}
