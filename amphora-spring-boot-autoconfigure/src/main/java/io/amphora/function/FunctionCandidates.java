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

package io.amphora.function;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

/**
 * The functions that were found. If several beans have the same function, the bean that
 * Spring prefers for injection by type serves it. Not thread-safe.
 */
final class FunctionCandidates {

	private static final Log logger = LogFactory.getLog(FunctionCandidates.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Map<Object, List<Candidate>> candidates = new LinkedHashMap<>();

	FunctionCandidates(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	void add(BeanMethod method, AnnotatedFunction function) {
		Object key = List.of(function.service(), function.fanout(), function.name());
		this.candidates.computeIfAbsent(key, (newKey) -> new ArrayList<>())
			.add(new Candidate(method, function, precedence(method.beanName())));
	}

	List<AnnotatedFunction> select() {
		return this.candidates.values().stream().map(FunctionCandidates::select).toList();
	}

	private static AnnotatedFunction select(Collection<Candidate> candidates) {
		Precedence highest = candidates.stream()
			.map(Candidate::precedence)
			.max(Comparator.naturalOrder())
			.orElseThrow();
		List<Candidate> selected = candidates.stream()
			.filter((candidate) -> candidate.precedence() == highest)
			.toList();
		AnnotatedFunction function = selected.get(0).function();
		if (selected.size() > 1) {
			throw duplicate(selected.get(1).method(), function);
		}
		if (candidates.size() > 1) {
			logger.debug("Bean '%s' serves function '%s', which other beans also have".formatted(function.beanName(),
					function.name()));
		}
		return function;
	}

	private static InvalidFunctionException duplicate(BeanMethod method, AnnotatedFunction other) {
		String service = other.service().isEmpty() ? "The default service" : "Service '%s'".formatted(other.service());
		String kind = other.fanout() ? "fanout function" : "function";
		String otherName = "one of the functions another name, as in @AmphoraFunction(\"otherName\").";
		return method.invalid(
				"%s already has a %s '%s': %s.".formatted(service, kind, other.name(),
						BeanMethod.describe(other.beanName(), other.method())),
				other.beanName().equals(method.beanName()) ? "Give " + otherName
						: "Annotate the bean that serves as @Primary or the other one as @NoAmphoraFunctions, or give "
								+ otherName);
	}

	private Precedence precedence(String beanName) {
		if (!this.beanFactory.containsBeanDefinition(beanName)) {
			return Precedence.ORDINARY;
		}
		BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(beanName);
		if (!definition.isAutowireCandidate()
				|| (definition instanceof AbstractBeanDefinition bean && !bean.isDefaultCandidate())) {
			return Precedence.BY_NAME;
		}
		if (definition.isFallback()) {
			return Precedence.FALLBACK;
		}
		return definition.isPrimary() ? Precedence.PRIMARY : Precedence.ORDINARY;
	}

	private enum Precedence {

		BY_NAME, FALLBACK, ORDINARY, PRIMARY

	}

	private record Candidate(BeanMethod method, AnnotatedFunction function, Precedence precedence) {
	}

}
