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

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.amphora.contract.TypedClients;
import io.amphora.function.AmphoraFunctionDetector;
import io.amphora.function.AnnotatedFunction;
import io.amphora.function.ArgumentValidator;
import io.amphora.function.InvalidFunctionException;
import io.amphora.server.AmphoraServer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * Adds annotated functions to the servers of their services before the servers start.
 */
final class AnnotatedFunctionRegistrar implements SmartInitializingSingleton {

	private final AmphoraServers servers;

	private final ConfigurableListableBeanFactory beanFactory;

	private final @Nullable String defaultService;

	private final ObjectProvider<ArgumentValidator> validators;

	AnnotatedFunctionRegistrar(AmphoraServers servers, ConfigurableListableBeanFactory beanFactory,
			@Nullable String defaultService, ObjectProvider<ArgumentValidator> validators) {
		this.servers = servers;
		this.beanFactory = beanFactory;
		this.defaultService = defaultService;
		this.validators = validators;
	}

	@Override
	public void afterSingletonsInstantiated() {
		serverBeans().filter(AnnotatedFunctionRegistrar::hasService).forEach(this.servers::adopt);
		List<ArgumentValidator> all = this.validators.orderedStream().toList();
		AmphoraFunctionDetector detector = new AmphoraFunctionDetector(this.beanFactory, (function, bean, method,
				arguments) -> all.forEach((validator) -> validator.validate(function, bean, method, arguments)));
		detector
			.detect((this.defaultService != null) ? this.defaultService : "",
					(beanName) -> !TypedClients.contains(beanName, this.beanFactory))
			.forEach(this::register);
	}

	/**
	 * Find the server beans of this context; its parent serves its own. Beans that are
	 * not default candidates, such as those on further connections, come last.
	 */
	private Stream<AmphoraServer> serverBeans() {
		return Stream.of(this.beanFactory.getBeanNamesForType(AmphoraServer.class))
			.filter((name) -> matches(name, AbstractBeanDefinition::isAutowireCandidate))
			.sorted(Comparator.comparing((name) -> !matches(name, AbstractBeanDefinition::isDefaultCandidate)))
			.map((name) -> this.beanFactory.getBean(name, AmphoraServer.class));
	}

	/** Singletons without a definition can be injected everywhere. */
	private boolean matches(String name, Predicate<AbstractBeanDefinition> condition) {
		return !this.beanFactory.containsBeanDefinition(name)
				|| !(this.beanFactory.getMergedBeanDefinition(name) instanceof AbstractBeanDefinition definition)
				|| condition.test(definition);
	}

	/** Mocks of servers have no service. */
	private static boolean hasService(AmphoraServer server) {
		return server.service() != null;
	}

	private void register(AnnotatedFunction function) {
		if (function.service().isEmpty()) {
			throw new MissingServiceNameException(function.name(), function.beanName());
		}
		try {
			this.servers.serversOnAllConnections(function.service(), function.fanout())
				.forEach((server) -> server.addFunction(function.definition()));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFunctionException(function.beanName(), function.method(), ex.getMessage() + ".",
					"Give the function another name, as in @AmphoraFunction(\"otherName\").", ex);
		}
	}

}
