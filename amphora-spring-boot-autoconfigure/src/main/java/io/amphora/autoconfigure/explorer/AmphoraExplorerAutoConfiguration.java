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
import io.amphora.autoconfigure.client.AmphoraClientBuilderCustomizer;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.client.AmphoraComponents;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.explorer.ExplorerRoutes;
import io.amphora.explorer.ReplyingServer;
import io.amphora.serializer.RpcSerializer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
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
@ConditionalOnBean({ AmphoraClientFactory.class, RpcSerializer.class })
public final class AmphoraExplorerAutoConfiguration {

	private static final Log logger = LogFactory.getLog(AmphoraExplorerAutoConfiguration.class);

	/** For applications with Spring MVC. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnClass({ DispatcherServlet.class, RouterFunction.class })
	@EnableConfigurationProperties({ AmphoraExplorerProperties.class, AmphoraProperties.class })
	static final class SpringMvcConfiguration {

		@Bean
		RouterFunction<ServerResponse> amphoraExplorerRoutes(AmphoraExplorerProperties properties,
				AmphoraProperties amphora, AmphoraClientFactory factory, AmphoraComponents components,
				RpcSerializer serializer, ObjectProvider<TraceId> traceId) {
			return ExplorerRoutes.create(properties.path(), properties.allowedHosts(),
					new ApplicationExplorerClients(factory, components), serializer, amphora.serializer().maxBody(),
					traceId.getIfAvailable(() -> () -> null));
		}

		@Bean
		AmphoraClientBuilderCustomizer amphoraExplorerReplyingServer() {
			return (builder, service) -> builder.interceptors((interceptors) -> interceptors.add(new ReplyingServer()));
		}

		@Bean
		ExplorerWarning amphoraExplorerWarning(AmphoraExplorerProperties properties, ApplicationContext context) {
			return new ExplorerWarning(properties.path(), context);
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

	/** For applications without Spring MVC, in which the property has no effect. */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnMissingSpringMvc.class)
	static final class UnavailableConfiguration {

		@Bean
		SmartInitializingSingleton amphoraExplorerUnavailable() {
			return () -> logger.warn("The explorer is enabled ('amphora.explorer.enabled'), but not available:"
					+ " it requires a web application with Spring MVC");
		}

	}

	static final class OnMissingSpringMvc extends NoneNestedConditions {

		OnMissingSpringMvc() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		@ConditionalOnClass({ DispatcherServlet.class, RouterFunction.class })
		static final class SpringMvc {

		}

	}

	/** Supplies the trace id of the current request. */
	@FunctionalInterface
	interface TraceId extends Supplier<@Nullable String> {

	}

}
