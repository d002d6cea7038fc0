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

import java.util.Arrays;
import java.util.List;

import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.AmphoraOperations;
import io.amphora.client.ClientStatus;
import io.amphora.client.ServiceClient;
import io.amphora.client.queue.RequestQueueOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Lists the available clients if a client to be injected does not exist, or if several
 * could be injected. Takes precedence over Spring Boot's own analyzers, which suggest
 * defining a bean or marking one as primary.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class MissingClientFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

	private final BeanFactory beanFactory;

	private final Environment environment;

	MissingClientFailureAnalyzer(BeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		Class<?> type = (cause.getResolvableType() != null) ? cause.getResolvableType().resolve() : null;
		if (type == null || !isClient(type)) {
			return null;
		}
		if (cause instanceof NoUniqueBeanDefinitionException several) {
			return AmbiguousClient.of(rootFailure, several, this::describe).analysis(type, described(description));
		}
		List<String> clients = clients();
		List<String> mistakes = ClientPropertyMistakes.find(this.environment).descriptions();
		StringBuilder text = new StringBuilder(
				"%s requires a bean of type '%s' that could not be found.%n%n%s".formatted(described(description),
						type.getName(), clients.isEmpty() ? "'amphora.clients' does not configure any clients."
								: "There are these clients: " + String.join(", ", clients) + "."));
		text.append(mistakes.isEmpty() ? "" : "%n".formatted());
		mistakes.forEach((mistake) -> text.append("%n    - ".formatted()).append(mistake));
		return new FailureAnalysis(text.toString(), remedy(type, !mistakes.isEmpty(), !clients.isEmpty()), cause);
	}

	private static String described(@Nullable String description) {
		return (description != null) ? description : "A component";
	}

	private static boolean isClient(Class<?> type) {
		return AmphoraOperations.class.isAssignableFrom(type) || type == RequestQueueOperations.class
				|| type == ClientStatus.class;
	}

	private List<String> clients() {
		String[] names = (this.beanFactory instanceof ListableBeanFactory beans)
				? beans.getBeanNamesForType(ServiceClient.class, true, false) : new String[0];
		return Arrays.stream(names).map(this::describe).toList();
	}

	private String describe(String name) {
		return "'" + name + "'" + (this.beanFactory.isTypeMatch(name, AmphoraFanoutClient.class) ? " (fanout)" : "");
	}

	private static String remedy(Class<?> type, boolean mistakes, boolean clients) {
		String property = (type == AmphoraFanoutClient.class) ? "fanout=true" : "timeout=60s";
		return "%s a client under 'amphora.clients', as in 'amphora.clients.inventory.%s'%s.".formatted(
				mistakes ? "Correct the properties, or configure" : "Configure", property,
				clients ? ", or inject a client that exists" : "");
	}

}
