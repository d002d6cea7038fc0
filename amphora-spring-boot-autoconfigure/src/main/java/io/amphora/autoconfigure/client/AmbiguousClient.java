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

import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

import io.amphora.logging.SimilarNames;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.MethodParameter;

/**
 * An injection of a client that several beans fit.
 *
 * @param failure the exception of the injection
 * @param candidates the names of the beans
 * @param descriptions the descriptions of the beans
 * @param requested the name of the parameter or field, or {@code null} if unknown
 */
record AmbiguousClient(NoUniqueBeanDefinitionException failure, Collection<String> candidates,
		List<String> descriptions, @Nullable String requested) {

	static AmbiguousClient of(Throwable rootFailure, NoUniqueBeanDefinitionException failure,
			UnaryOperator<String> describer) {
		Collection<String> found = failure.getBeanNamesFound();
		List<String> candidates = (found != null) ? found.stream().sorted().toList() : List.of();
		return new AmbiguousClient(failure, candidates, candidates.stream().map(describer).toList(),
				requested(rootFailure, failure));
	}

	/** Code that looks the client up itself has no name for it. */
	private static @Nullable String requested(Throwable rootFailure, Throwable failure) {
		for (Throwable cause = rootFailure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnsatisfiedDependencyException unsatisfied && cause.getCause() == failure) {
				InjectionPoint point = unsatisfied.getInjectionPoint();
				return (point != null) ? name(point) : null;
			}
		}
		return null;
	}

	private static @Nullable String name(InjectionPoint point) {
		MethodParameter method = point.getMethodParameter();
		if (method == null) {
			return point.getMember().getName();
		}
		Parameter parameter = method.getParameter();
		return parameter.isNamePresent() ? parameter.getName() : null;
	}

	/** Return the analysis, or {@code null} to leave it to other analyzers. */
	@Nullable FailureAnalysis analysis(Class<?> type, String description) {
		if (this.candidates.isEmpty()) {
			return null;
		}
		StringBuilder text = new StringBuilder("%s requires a single bean of type '%s', but there are %d: %s."
			.formatted(description, type.getName(), this.candidates.size(), String.join(", ", this.descriptions)));
		String similar = (this.requested != null) ? new SimilarNames(this.candidates).closestTo(this.requested) : null;
		if (this.requested != null) {
			text.append("%n%nThe name '%s' of the parameter or field matches none of them".formatted(this.requested))
				.append((similar != null) ? ": did you mean '" + similar + "'?" : ".");
		}
		String example = (similar != null) ? similar : this.candidates.iterator().next();
		return new FailureAnalysis(text.toString(), remedy(example), this.failure);
	}

	private String remedy(String example) {
		String remedy = "Give the parameter or field the name of a client, or select one with @Qualifier, as in"
				+ " '@Qualifier(\"%s\")'.".formatted(example);
		return (this.requested != null) ? remedy
				: remedy + " Names of parameters are only known if the code is compiled with '-parameters'.";
	}

}
