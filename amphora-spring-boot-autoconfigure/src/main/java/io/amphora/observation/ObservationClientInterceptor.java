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

import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientCallOutcome;
import io.amphora.client.interceptor.ClientInterceptor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Observes each call of a client, with the current observation of the thread as the
 * parent. Actions chained to the future of the call have the same parent. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ObservationClientInterceptor implements ClientInterceptor, Ordered {

	/** Outside other interceptors, so that it observes their work. */
	public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	private static final ClientCallObservationConvention STANDARD = new ClientCallObservationConvention() {
	};

	private final ObservationRegistry registry;

	private final @Nullable ClientCallObservationConvention convention;

	private final KnownFunctions knownFunctions = new KnownFunctions();

	/**
	 * Create a new interceptor.
	 * @param registry the registry of the observations
	 * @param convention the convention for names and tags, or {@code null} for the
	 * default
	 */
	public ObservationClientInterceptor(ObservationRegistry registry,
			@Nullable ClientCallObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void intercept(ClientCall call) {
		if (this.registry.isNoop()) {
			return;
		}
		Observation parent = this.registry.getCurrentObservation();
		if (parent != null) {
			call.completeWithin(parent::scoped);
		}
		ClientCallObservationContext context = new ClientCallObservationContext(call, this.knownFunctions.known(call));
		Observation observation = AmphoraObservation.CLIENT_CALL
			.observation(this.convention, STANDARD, () -> context, this.registry)
			.start();
		call.onOutcome((outcome) -> stop(observation, context, outcome));
	}

	private void stop(Observation observation, ClientCallObservationContext context, ClientCallOutcome outcome) {
		context.ended(outcome, this.knownFunctions.learn(context.call(), outcome));
		if (outcome.failure() != null) {
			observation.error(outcome.failure());
		}
		observation.stop();
	}

}
