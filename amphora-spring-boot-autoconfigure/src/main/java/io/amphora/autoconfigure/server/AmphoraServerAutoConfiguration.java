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

package io.amphora.autoconfigure.server;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.AmphoraServerProperties;
import io.amphora.autoconfigure.ParallelLifecycle;
import io.amphora.autoconfigure.StateEventPublisher;
import io.amphora.autoconfigure.StateListeners;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.connection.TransportLookup;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.function.ArgumentValidator;
import io.amphora.serializer.RpcSerializer;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.ServerStateListener;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.Assert;

/**
 * {@link AutoConfiguration Auto-configuration} for servers and the functions of beans.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { AmphoraConnectionAutoConfiguration.class, AmphoraSerializerAutoConfiguration.class })
@ConditionalOnBean({ BrokerTransport.class, RpcSerializer.class })
@ConditionalOnBooleanProperty(name = "amphora.server.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AmphoraProperties.class)
public final class AmphoraServerAutoConfiguration {

	private static final String SERVERS = "amphoraServers";

	@Bean
	StateListeners<ServerStateListener> amphoraServerListeners(ObjectProvider<ServerStateListener> listeners) {
		return new StateListeners<>(listeners);
	}

	@Bean(name = SERVERS, destroyMethod = "close")
	AmphoraServers amphoraServers(BrokerTransport transport, RpcSerializer serializer, AmphoraProperties properties,
			Environment environment, ObjectProvider<AmphoraServerBuilderCustomizer> customizers,
			StateListeners<ServerStateListener> listeners, ApplicationEventPublisher publisher,
			ConfigurableListableBeanFactory beanFactory) {
		TransportLookup transportLookup = new TransportLookup(transport, properties.connections().keySet(), beanFactory,
				SERVERS);
		String connection = properties.server().connection();
		transportLookup.get(connection, AmphoraServerProperties.CONNECTION);
		ServerCreator creator = new ServerCreator(transportLookup, serializer, properties, environment,
				customizers.orderedStream().toList());
		StateEventPublisher events = new StateEventPublisher(publisher);
		return new AmphoraServers(connection, creator::create, creator::createFanout, (server) -> {
			watch(server, events::changed);
			watch(server, (changed, state) -> listeners.forEach((listener) -> listener.changed(changed, state)));
		});
	}

	private static void watch(AmphoraServer server, ServerStateListener listener) {
		server.onStateChange(listener);
		if (server.state() == ServerState.SERVING) {
			listener.changed(server, ServerState.SERVING);
		}
	}

	/**
	 * Interceptors may have servers injected, so they are looked up by the first request.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	AmphoraServerBuilderCustomizer amphoraServerInterceptors(ObjectProvider<ServerInterceptor> interceptors) {
		return (builder, service) -> builder.interceptors((given) -> interceptors.orderedStream().forEach(given::add));
	}

	// The destroy method is empty as all servers are closed together.
	@Bean(destroyMethod = "")
	@Conditional(OnServiceName.class)
	@ConditionalOnMissingBean(ignored = AmphoraFanoutServer.class, search = SearchStrategy.CURRENT)
	AmphoraServer amphoraServer(AmphoraServers servers, Environment environment) {
		String service = ServiceName.of(environment);
		Assert.state(service != null, "Missing service name");
		return servers.forService(service);
	}

	@Bean
	AnnotatedFunctionRegistrar amphoraFunctionRegistrar(AmphoraServers servers,
			ConfigurableListableBeanFactory beanFactory, Environment environment,
			ObjectProvider<ArgumentValidator> validators) {
		return new AnnotatedFunctionRegistrar(servers, beanFactory, ServiceName.of(environment), validators);
	}

	@Bean
	ParallelLifecycle<AmphoraServer> amphoraServerLifecycle(AmphoraServers servers, AmphoraProperties properties,
			ConfigurableListableBeanFactory beanFactory) {
		BeanFactory parent = beanFactory.getParentBeanFactory();
		return new ParallelLifecycle<>(SmartLifecycle.DEFAULT_PHASE, servers::servers, (server) -> {
			boolean asked = server.service().equals(properties.server().serviceName())
					&& !isServed(server.service(), parent);
			return properties.server().autoStartup() && (asked || !server.functions().isEmpty());
		}, (server) -> server.state() == ServerState.SERVING, AmphoraServer::serve, AmphoraServer::stop);
	}

	/** A property that a context inherits asks for the server of its parent. */
	private static boolean isServed(String service, @Nullable BeanFactory parent) {
		AmphoraServers servers = (parent != null) ? parent.getBeanProvider(AmphoraServers.class).getIfAvailable()
				: null;
		return servers != null && servers.servers().stream().map(AmphoraServer::service).anyMatch(service::equals);
	}

	@Bean
	ServerReadiness amphoraServerReadiness(ConfigurableApplicationContext context) {
		return new ServerReadiness(context);
	}

	/**
	 * Matches if the application has a default service.
	 */
	static final class OnServiceName extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("Service name");
			String name = ServiceName.of(context.getEnvironment());
			return (name != null) ? ConditionOutcome.match(message.foundExactly(name)) : ConditionOutcome
				.noMatch(message.didNotFind("property").items(ServiceName.PROPERTY, "spring.application.name"));
		}

	}

}
