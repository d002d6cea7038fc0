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

package io.amphora.autoconfigure.client;

import java.util.List;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.ParallelLifecycle;
import io.amphora.autoconfigure.StateEventPublisher;
import io.amphora.autoconfigure.StateListeners;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.connection.TransportLookup;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServers;
import io.amphora.client.ClientState;
import io.amphora.client.ClientStateListener;
import io.amphora.client.ServiceClient;
import io.amphora.client.interceptor.ClientInterceptor;
import io.amphora.contract.ContractClients;
import io.amphora.contract.TypedClients;
import io.amphora.function.FunctionTunerDetector;
import io.amphora.serializer.RpcSerializer;
import io.amphora.transport.BrokerTransport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

/**
 * {@link AutoConfiguration Auto-configuration} for clients that are configured by
 * properties or created by the application at runtime.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { AmphoraConnectionAutoConfiguration.class, AmphoraSerializerAutoConfiguration.class })
@ConditionalOnBean({ BrokerTransport.class, RpcSerializer.class })
@EnableConfigurationProperties(AmphoraProperties.class)
@Import(ConfiguredClientRegistrar.class)
public final class AmphoraClientAutoConfiguration {

	/**
	 * Lets functions, controllers and tasks call until they finish: servers, web servers,
	 * and executors that wait for their tasks stop in higher phases.
	 */
	static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE - 1024;

	private static final Log logger = LogFactory.getLog(AmphoraClientAutoConfiguration.class);

	private static final String FACTORY = "amphoraClientFactory";

	@Bean
	static ConfigurationPropertiesBindHandlerAdvisor amphoraServiceNameBindHandlerAdvisor(Environment environment) {
		return (handler) -> new ServiceNameBindHandler(handler, environment);
	}

	@Bean(name = FACTORY, destroyMethod = "close")
	AmphoraClientFactory amphoraClientFactory(BrokerTransport transport, RpcSerializer serializer,
			AmphoraProperties properties, Environment environment,
			ObjectProvider<AmphoraClientBuilderCustomizer> customizers, ApplicationEventPublisher publisher,
			ConfigurableListableBeanFactory beanFactory) {
		ClientCreator creator = new ClientCreator(serializer, properties,
				environment.getProperty("spring.application.name"), customizers.orderedStream().toList(),
				new StateEventPublisher(publisher),
				() -> TypedClients.services(beanFactory, environment::resolveRequiredPlaceholders));
		return new AmphoraClientFactory(
				new TransportLookup(transport, properties.connections().keySet(), beanFactory, FACTORY), creator);
	}

	@Bean(ConfiguredClientRegistrar.CLIENTS)
	ConfiguredClientFactory amphoraConfiguredClientFactory(AmphoraClientFactory factory, AmphoraProperties properties) {
		return new ConfiguredClientFactory(factory, properties);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	AmphoraClientBuilderCustomizer amphoraFunctionTuners(ConfigurableListableBeanFactory beanFactory) {
		FunctionTunerDetector detector = new FunctionTunerDetector(beanFactory);
		return (builder, service) -> detector.tuners(service).forEach(builder::tuneFunction);
	}

	@Bean
	static SmartInitializingSingleton amphoraClientPropertyCheck(Environment environment) {
		return () -> {
			List<String> mistakes = ClientPropertyMistakes.find(environment).descriptions();
			if (!mistakes.isEmpty()) {
				logger.warn(String.join(" ", mistakes));
			}
		};
	}

	/** Reports mistakes at start-up, even if the first client is created much later. */
	@Bean
	SmartInitializingSingleton amphoraFunctionTunerValidation(ConfigurableListableBeanFactory beanFactory) {
		return () -> new FunctionTunerDetector(beanFactory).validate();
	}

	/**
	 * Interceptors may depend on clients, so they are looked up on the first call.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	AmphoraClientBuilderCustomizer amphoraClientInterceptors(ObjectProvider<ClientInterceptor> interceptors) {
		return (builder, service) -> builder.interceptors((given) -> interceptors.orderedStream().forEach(given::add));
	}

	@Bean
	StateListeners<ClientStateListener> amphoraClientListeners(ObjectProvider<ClientStateListener> listeners) {
		return new StateListeners<>(listeners);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	AmphoraClientBuilderCustomizer amphoraClientStateListeners(StateListeners<ClientStateListener> listeners) {
		return (builder, service) -> builder
			.stateListener((client, state) -> listeners.forEach((listener) -> listener.changed(client, state)));
	}

	@Bean
	@ConditionalOnMissingBean
	ContractClients amphoraContractClients(AmphoraClientFactory factory) {
		return new FactoryContractClients(factory);
	}

	@Bean
	AmphoraComponents amphoraComponents(ObjectProvider<AmphoraServers> servers, AmphoraClientFactory clientFactory,
			ConfigurableListableBeanFactory beanFactory) {
		return new AmphoraComponents(servers, clientFactory, beanFactory);
	}

	@Bean
	ParallelLifecycle<ServiceClient> amphoraClientLifecycle(AmphoraClientFactory factory,
			ConfigurableApplicationContext context) {
		// Clients start by themselves when they are built.
		return new ParallelLifecycle<>(PHASE, factory::clients, (client) -> false,
				(client) -> client.state() == ClientState.SERVING, ServiceClient::serve, (client) -> {
					// Closing lets a client wait for its replies, and beans that call
					// while they are destroyed fail immediately.
					if (context.isClosed()) {
						client.close();
					}
					else {
						client.stop();
					}
				});
	}

}
