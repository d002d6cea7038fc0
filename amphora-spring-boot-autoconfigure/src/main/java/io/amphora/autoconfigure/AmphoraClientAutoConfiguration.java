package io.amphora.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.annotation.FunctionTunerDetector;
import io.amphora.client.AmphoraClient;
import io.amphora.contract.ContractClients;
import io.amphora.serializer.RpcSerializer;
import io.amphora.transport.BrokerTransport;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for clients: those that properties name,
 * and those that the application creates while it runs.
 */
@AutoConfiguration(after = { AmphoraConnectionAutoConfiguration.class, AmphoraSerializerAutoConfiguration.class })
@ConditionalOnBean({ BrokerTransport.class, RpcSerializer.class })
@EnableConfigurationProperties(AmphoraProperties.class)
@Import(ConfiguredClientRegistrar.class)
public final class AmphoraClientAutoConfiguration {

	/**
	 * Functions and controllers may call until they are done: servers stop before, in the
	 * default phase, and web servers with their graceful shutdown, 1024 and 2048 below.
	 */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

	@Bean(destroyMethod = "close")
	AmphoraClientFactory amphoraClientFactory(BrokerTransport transport, RpcSerializer serializer,
			AmphoraProperties properties, Environment environment,
			ObjectProvider<AmphoraClientBuilderCustomizer> customizers, ApplicationEventPublisher publisher) {
		return new AmphoraClientFactory(transport, serializer, properties,
				environment.getProperty("spring.application.name"), customizers.orderedStream().toList(),
				new StateEvents(publisher));
	}

	@Bean(ConfiguredClientRegistrar.CLIENTS)
	ConfiguredClients amphoraConfiguredClients(AmphoraClientFactory factory, AmphoraProperties properties) {
		return new ConfiguredClients(factory, properties);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	AmphoraClientBuilderCustomizer amphoraFunctionTuners(ConfigurableListableBeanFactory beanFactory) {
		FunctionTunerDetector detector = new FunctionTunerDetector(beanFactory);
		return (service, builder) -> detector.tuners(service).forEach(builder::tuneFunction);
	}

	@Bean
	@ConditionalOnMissingBean
	ContractClients amphoraContractClients(AmphoraClientFactory factory) {
		Map<String, AmphoraClient> clients = new ConcurrentHashMap<>();
		return (service) -> clients.computeIfAbsent(service, factory::create);
	}

	@Bean
	ParallelLifecycle<AmphoraClient> amphoraClientLifecycle(AmphoraClientFactory factory,
			ConfigurableApplicationContext context) {
		return new ParallelLifecycle<>(PHASE, factory::clients, factory::resume, (client) -> {
			// A client that is closed may wait for its answers, and beans that call while
			// they are destroyed are told at once that it is too late.
			if (context.isClosed()) {
				client.close();
			}
			else {
				factory.suspend(client);
			}
		});
	}

}
