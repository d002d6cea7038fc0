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

import java.util.concurrent.CompletionStage;

import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.transport.thread.Causes;
import io.amphora.transport.thread.Unexpected;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Observes each call of a server. The observation is the current one on the thread that
 * runs the function, and stops when the result is available, which may be later for a
 * future. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ObservationServerInterceptor implements ServerInterceptor, Ordered {

	private static final Log logger = LogFactory.getLog(ObservationServerInterceptor.class);

	/** Outside other interceptors, so that it observes their work. */
	public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	private static final ServerCallObservationConvention STANDARD = new ServerCallObservationConvention() {
	};

	private final ObservationRegistry registry;

	private final @Nullable ServerCallObservationConvention convention;

	/**
	 * Create a new interceptor.
	 * @param registry the registry of the observations
	 * @param convention the convention for names and tags, or {@code null} for the
	 * default
	 */
	public ObservationServerInterceptor(ObservationRegistry registry,
			@Nullable ServerCallObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public @Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception {
		if (this.registry.isNoop()) {
			return chain.proceed(call);
		}
		ServerCallObservationContext context = new ServerCallObservationContext(call);
		Observation observation = AmphoraObservation.SERVER_CALL
			.observation(this.convention, STANDARD, () -> context, this.registry)
			.start();
		try {
			return stopAfter(proceed(call, chain, observation), observation, context);
		}
		catch (Exception | Error ex) {
			stop(observation, context, ex);
			throw ex;
		}
	}

	private static @Nullable Object proceed(ServerCall call, ServerCallChain chain, Observation observation)
			throws Exception {
		Observation.Scope scope = observation.openScope();
		try {
			return chain.proceed(call);
		}
		finally {
			scope.close();
		}
	}

	private static @Nullable Object stopAfter(@Nullable Object result, Observation observation,
			ServerCallObservationContext context) {
		if (result instanceof CompletionStage<?> stage) {
			return stage.whenComplete((value, failure) -> stop(observation, context, failure));
		}
		stop(observation, context, null);
		return result;
	}

	/**
	 * A handler or a convention that fails must not replace the result of the function.
	 */
	private static void stop(Observation observation, ServerCallObservationContext context,
			@Nullable Throwable thrown) {
		try {
			Throwable failure = (thrown != null) ? Causes.unwrap(thrown) : null;
			context.ended(failure);
			if (failure != null) {
				observation.error(failure);
			}
			observation.stop();
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "An observation failed", ex);
		}
	}

}
