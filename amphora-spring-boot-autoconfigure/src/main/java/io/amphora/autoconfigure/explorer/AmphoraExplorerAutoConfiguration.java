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

package io.amphora.autoconfigure.explorer;

import java.util.function.Supplier;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.client.AmphoraComponents;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.explorer.ExplorerRoutes;
import io.amphora.serializer.RpcSerializer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@link AutoConfiguration Auto-configuration} for the explorer, which is disabled unless
 * {@code amphora.explorer.enabled} is {@code true}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { AmphoraClientAutoConfiguration.class, AmphoraServerAutoConfiguration.class })
@ConditionalOnBooleanProperty("amphora.explorer.enabled")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ DispatcherServlet.class, RouterFunction.class })
@ConditionalOnBean({ AmphoraClientFactory.class, RpcSerializer.class })
@EnableConfigurationProperties({ AmphoraExplorerProperties.class, AmphoraProperties.class })
public final class AmphoraExplorerAutoConfiguration {

	@Bean
	RouterFunction<ServerResponse> amphoraExplorerRoutes(AmphoraExplorerProperties properties,
			AmphoraProperties amphora, AmphoraClientFactory factory, AmphoraComponents components,
			RpcSerializer serializer, ObjectProvider<TraceId> traceId) {
		return ExplorerRoutes.create(properties.path(), properties.allowedHosts(),
				new ApplicationExplorerClients(factory, components), serializer, amphora.serializer().maxBody(),
				traceId.getIfAvailable(() -> () -> null));
	}

	@Bean
	ExplorerWarning amphoraExplorerWarning(AmphoraExplorerProperties properties, ApplicationContext context) {
		return new ExplorerWarning(properties.path(), context);
	}

	/** Supplies the trace id of the current request. */
	@FunctionalInterface
	interface TraceId extends Supplier<@Nullable String> {

	}

	/** For applications with a tracer. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	static final class TracingConfiguration {

		@Bean
		TraceId amphoraExplorerTraceId(ObjectProvider<Tracer> tracers) {
			return () -> {
				Tracer tracer = tracers.getIfUnique();
				Span span = (tracer != null) ? tracer.currentSpan() : null;
				return (span != null) ? span.context().traceId() : null;
			};
		}

	}

}
