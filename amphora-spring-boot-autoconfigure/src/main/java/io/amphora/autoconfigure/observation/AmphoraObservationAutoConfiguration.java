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

package io.amphora.autoconfigure.observation;

import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.observation.ClientCallObservationConvention;
import io.amphora.observation.MdcServerInterceptor;
import io.amphora.observation.ObservationClientInterceptor;
import io.amphora.observation.ObservationServerInterceptor;
import io.amphora.observation.ServerCallObservationConvention;
import io.amphora.observation.TracePropagatingInterceptor;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.slf4j.MDC;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link AutoConfiguration Auto-configuration} for the observation of calls, where there
 * is an {@link ObservationRegistry}, and for the diagnostic context of functions' logs.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = { AmphoraClientAutoConfiguration.class, AmphoraServerAutoConfiguration.class },
		afterName = { "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration",
				"org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "amphora.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AmphoraObservationProperties.class)
public final class AmphoraObservationAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(ObservationRegistry.class)
	@ConditionalOnBooleanProperty(name = "amphora.observation.calls", matchIfMissing = true)
	static class CallConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ObservationClientInterceptor amphoraClientObservation(ObservationRegistry registry,
				ObjectProvider<ClientCallObservationConvention> conventions, AmphoraObservationProperties properties) {
			ClientCallObservationConvention own = conventions.getIfAvailable();
			return new ObservationClientInterceptor(registry, (own != null) ? own : properties.convention().client());
		}

		@Bean
		@ConditionalOnMissingBean
		ObservationServerInterceptor amphoraServerObservation(ObservationRegistry registry,
				ObjectProvider<ServerCallObservationConvention> conventions, AmphoraObservationProperties properties) {
			ServerCallObservationConvention own = conventions.getIfAvailable();
			return new ObservationServerInterceptor(registry, (own != null) ? own : properties.convention().server());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Propagator.class)
	@ConditionalOnBean({ ObservationRegistry.class, Tracer.class, Propagator.class })
	@ConditionalOnBooleanProperty(name = "amphora.observation.calls", matchIfMissing = true)
	static class TraceConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TracePropagatingInterceptor amphoraTracedResponses(Tracer tracer, Propagator propagator) {
			return new TracePropagatingInterceptor(tracer, propagator);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MDC.class)
	@ConditionalOnBooleanProperty(name = "amphora.observation.mdc", matchIfMissing = true)
	static class DiagnosticContextConfiguration {

		@Bean
		@ConditionalOnMissingBean
		MdcServerInterceptor amphoraDiagnosticContext() {
			return new MdcServerInterceptor();
		}

	}

}
