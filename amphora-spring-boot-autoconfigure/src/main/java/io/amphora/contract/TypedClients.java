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

package io.amphora.contract;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Distinguishes typed clients from beans that serve functions: both have the annotated
 * methods of a contract.
 *
 * @since 0.1.0
 */
public final class TypedClients {

	private TypedClients() {
	}

	/**
	 * Return whether a bean is a typed client.
	 * @param beanName the name of the bean
	 * @param beanFactory the bean factory; no bean is created
	 * @return {@code true} for imported contracts, and for singletons created by
	 * {@link AmphoraContracts}
	 */
	public static boolean contains(String beanName, ConfigurableListableBeanFactory beanFactory) {
		Object bean = beanFactory.containsSingleton(beanName) ? beanFactory.getSingleton(beanName) : null;
		return isTypedClient(bean)
				|| (beanFactory.containsBeanDefinition(beanName) && isImport(beanFactory.getBeanDefinition(beanName)));
	}

	/**
	 * Return the services of the imported contracts.
	 * @param beanFactory the bean factory; no bean is created
	 * @param placeholders resolves the placeholders in the names of services
	 * @return the names of the services
	 */
	public static Set<String> services(ConfigurableListableBeanFactory beanFactory,
			UnaryOperator<String> placeholders) {
		return Arrays.stream(beanFactory.getBeanDefinitionNames())
			.map(beanFactory::getMergedBeanDefinition)
			.filter(TypedClients::isImport)
			.map((definition) -> ContractFactoryBean.contract(definition.getResolvableType()))
			.filter(Objects::nonNull)
			.map((contract) -> new ContractReader(contract, placeholders, true).service())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static boolean isTypedClient(@Nullable Object bean) {
		return bean != null && Proxy.isProxyClass(bean.getClass())
				&& Proxy.getInvocationHandler(bean) instanceof ContractHandler;
	}

	private static boolean isImport(BeanDefinition definition) {
		return ContractFactoryBean.class.getName().equals(definition.getBeanClassName());
	}

}
