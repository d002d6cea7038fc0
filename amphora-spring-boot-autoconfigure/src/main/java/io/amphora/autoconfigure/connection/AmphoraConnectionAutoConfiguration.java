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

package io.amphora.autoconfigure.connection;

import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.transport.BrokerTransport;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * {@link AutoConfiguration Auto-configuration} for Amphora's connections to the broker.
 * Does not change those of Spring Boot's own RabbitMQ support.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "amphora.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AmphoraProperties.class)
@Import(NamedConnectionRegistrar.class)
public final class AmphoraConnectionAutoConfiguration {

	static final String CONNECTION_FACTORY = "amphoraConnectionFactory";

	@Bean
	@ConditionalOnMissingBean
	AmphoraConnectionDetails amphoraConnectionDetails(AmphoraProperties properties, BeanFactory beanFactory,
			ObjectProvider<SslBundles> sslBundles, Environment environment) {
		ConnectionSettings settings = ConnectionSettings.of(properties);
		if (!PropertiesAmphoraConnectionDetails.arePresentIn(settings.properties())) {
			AmphoraConnectionDetails details = RabbitMqConnectionDetails.find(beanFactory,
					ClassUtils.getDefaultClassLoader());
			if (details != null) {
				return details;
			}
		}
		IgnoredRabbitMqProperties.warn(settings.properties(), environment);
		return new PropertiesAmphoraConnectionDetails(settings, sslBundles.getIfAvailable());
	}

	@Bean(name = CONNECTION_FACTORY, defaultCandidate = false)
	@Conditional(OnMissingAmphoraConnectionFactory.class)
	CachingConnectionFactory amphoraConnectionFactory(AmphoraConnectionDetails details, AmphoraProperties properties,
			Environment environment, ObjectProvider<AmphoraConnectionFactoryCustomizer> customizers,
			ListableBeanFactory beanFactory) {
		ConnectionSettings settings = ConnectionSettings.of(properties);
		return new ConnectionFactoryCreator(details, settings, properties.serializer(),
				ConnectionCredentials.find(beanFactory, settings, details))
			.create(settings.connectionName(environment), customizers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	BrokerTransport amphoraTransport(@Qualifier(CONNECTION_FACTORY) ConnectionFactory connectionFactory,
			AmphoraProperties properties) {
		return ConnectionSettings.of(properties).transport(connectionFactory);
	}

	@Bean(NamedConnectionRegistrar.CONNECTIONS)
	NamedConnections amphoraNamedConnections(AmphoraProperties properties, Environment environment,
			ObjectProvider<AmphoraConnectionFactoryCustomizer> customizers, ObjectProvider<SslBundles> sslBundles,
			ListableBeanFactory beanFactory) {
		return new NamedConnections(properties, environment, customizers.orderedStream().toList(),
				sslBundles.getIfAvailable(), beanFactory);
	}

	/**
	 * Matches unless a connection factory is marked for Amphora by its name or by a
	 * qualifier.
	 */
	static final class OnMissingAmphoraConnectionFactory extends SpringBootCondition implements ConfigurationCondition {

		@Override
		public ConfigurationPhase getConfigurationPhase() {
			return ConfigurationPhase.REGISTER_BEAN;
		}

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("Missing connection factory for Amphora");
			ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
			if (beanFactory == null) {
				return ConditionOutcome.match(message.because("there is no bean factory"));
			}
			String name = QualifiedBeans.find(beanFactory, ConnectionFactory.class, CONNECTION_FACTORY);
			return (name != null) ? ConditionOutcome.noMatch(message.found("bean").items(name))
					: ConditionOutcome.match(message.didNotFind("any bean").atAll());
		}

	}

}
