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

import java.util.Map;

import io.amphora.autoconfigure.AmphoraClientProperties;
import io.amphora.autoconfigure.RelaxedNames;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ServiceClient;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean for each client that is configured by properties.
 */
final class ConfiguredClientRegistrar implements ImportBeanDefinitionRegistrar {

	static final String CLIENTS = "amphoraConfiguredClientFactory";

	private final Environment environment;

	private final BeanFactory beanFactory;

	ConfiguredClientRegistrar(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = beanFactory;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		clients().forEach((key, client) -> register(key,
				client.fanout() ? AmphoraFanoutClient.class : AmphoraClient.class, registry));
	}

	private Map<String, AmphoraClientProperties> clients() {
		return Binder.get(this.environment, new ServiceNameBindHandler(BindHandler.DEFAULT, this.environment))
			.bind("amphora.clients", Bindable.mapOf(String.class, AmphoraClientProperties.class))
			.map(AmphoraClientProperties::distinct)
			.orElseGet(Map::of);
	}

	private void register(String key, Class<?> type, BeanDefinitionRegistry registry) {
		String name = RelaxedNames.camelCase(key);
		if (!registry.isBeanNameInUse(name)) {
			registry.registerBeanDefinition(name, definition(key, type));
			if (!name.equals(key) && !registry.isBeanNameInUse(key)) {
				registry.registerAlias(name, key);
			}
		}
		else if (!this.beanFactory.isTypeMatch(name, ServiceClient.class)) {
			RootBeanDefinition definition = definition(key, type);
			definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, key));
			registry.registerBeanDefinition(name + "AmphoraClient", definition);
		}
	}

	private static RootBeanDefinition definition(String key, Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setFactoryBeanName(CLIENTS);
		definition.setFactoryMethodName("create");
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, key);
		// The factory closes its clients.
		definition.setDestroyMethodName("");
		definition.setResourceDescription("property 'amphora.clients." + key + "'");
		return definition;
	}

}
