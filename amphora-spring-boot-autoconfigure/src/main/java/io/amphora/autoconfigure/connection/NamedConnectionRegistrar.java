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

import java.util.Map;

import io.amphora.autoconfigure.AmphoraConnectionProperties;
import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.RelaxedNames;
import io.amphora.transport.BrokerTransport;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a connection factory and a transport for each connection that is configured
 * by properties, unless the application has its own.
 */
final class NamedConnectionRegistrar implements ImportBeanDefinitionRegistrar {

	static final String CONNECTIONS = "amphoraNamedConnections";

	/** Name of the default connection in the output for operators. */
	private static final String RESERVED = "default";

	private final Environment environment;

	private final ListableBeanFactory beanFactory;

	NamedConnectionRegistrar(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = (ListableBeanFactory) beanFactory;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		connections().forEach((name, connection) -> register(name, registry));
	}

	private Map<String, AmphoraConnectionProperties> connections() {
		return Binder.get(this.environment)
			.bind(AmphoraProperties.CONNECTIONS, Bindable.mapOf(String.class, AmphoraConnectionProperties.class))
			.map(AmphoraConnectionProperties::distinct)
			.orElseGet(Map::of);
	}

	private void register(String name, BeanDefinitionRegistry registry) {
		if (name.equals(RESERVED)) {
			throw new InvalidConfigurationPropertyValueException(AmphoraProperties.CONNECTIONS, name,
					"The default connection has no name: it is configured by 'amphora.host' and the properties"
							+ " beside it.");
		}
		if (QualifiedBeans.find(this.beanFactory, BrokerTransport.class, name) == null) {
			String prefix = RelaxedNames.camelCase(name);
			registry.registerBeanDefinition(prefix + "AmphoraTransport",
					transport(name, connectionFactory(name, prefix + "AmphoraConnectionFactory", registry)));
		}
	}

	private String connectionFactory(String name, String beanName, BeanDefinitionRegistry registry) {
		String existing = QualifiedBeans.find(this.beanFactory, ConnectionFactory.class, beanName);
		if (existing != null) {
			return existing;
		}
		RootBeanDefinition definition = definition(name, CachingConnectionFactory.class, "connectionFactory");
		registry.registerBeanDefinition(beanName, definition);
		return beanName;
	}

	private static RootBeanDefinition transport(String name, String connectionFactory) {
		RootBeanDefinition definition = definition(name, BrokerTransport.class, "transport");
		definition.getConstructorArgumentValues()
			.addIndexedArgumentValue(1, new RuntimeBeanReference(connectionFactory));
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		definition.setDestroyMethodName("close");
		return definition;
	}

	private static RootBeanDefinition definition(String name, Class<?> type, String factoryMethod) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setFactoryBeanName(CONNECTIONS);
		definition.setFactoryMethodName(factoryMethod);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		definition.setDefaultCandidate(false);
		definition.setResourceDescription("property '" + AmphoraProperties.CONNECTIONS + "." + name + "'");
		return definition;
	}

}
