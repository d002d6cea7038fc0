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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.NoAmphoraFunctions;
import io.amphora.client.AmphoraOperations;
import io.amphora.server.function.FunctionSignature;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * Finds the methods of beans that are functions: methods that are annotated with
 * {@link AmphoraFunction}, and methods that implement an {@link AmphoraContract}. Does
 * not create beans: a function obtains its bean at its first call if the bean is a
 * singleton, and at each call otherwise. If several beans have the same function, the
 * bean that Spring prefers for injection by type serves it, for instance a primary bean.
 * Beans that are annotated with {@link NoAmphoraFunctions} serve no functions.
 * Thread-safe.
 * <p>
 * Preferably used after the singletons are created. Before that, the class of a bean is
 * known only from its definition: for a bean method, its return type; for most factory
 * beans, nothing. A bean of which only the contract is known is treated as a typed
 * client, and serves no functions; a warning names those with a bean method, unless a
 * parameter of the method is a client.
 *
 * @since 0.1.0
 */
public final class AmphoraFunctionDetector {

	private static final Log logger = LogFactory.getLog(AmphoraFunctionDetector.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final BeanTypes types;

	private final FunctionFactory factory;

	/**
	 * Create a detector.
	 * @param beanFactory the bean factory; beans of its parents are not considered
	 */
	public AmphoraFunctionDetector(ConfigurableListableBeanFactory beanFactory) {
		this(beanFactory, (function, bean, method, arguments) -> {
		});
	}

	/**
	 * Create a detector of functions whose arguments are validated.
	 * @param beanFactory the bean factory; beans of its parents are not considered
	 * @param validator validates the arguments
	 */
	public AmphoraFunctionDetector(ConfigurableListableBeanFactory beanFactory, ArgumentValidator validator) {
		this.beanFactory = beanFactory;
		this.types = new BeanTypes(beanFactory);
		this.factory = new FunctionFactory(beanFactory, this.types, validator);
	}

	/**
	 * Find all functions.
	 * @param defaultService the service of functions that do not set one; may be empty
	 * @return the functions, in the order of the beans
	 * @throws InvalidFunctionException if an annotated method cannot be a function, or if
	 * several beans of the same precedence have the same function
	 */
	public List<AnnotatedFunction> detect(String defaultService) {
		return detect(defaultService, (beanName) -> true);
	}

	/**
	 * Find the functions of some beans.
	 * @param defaultService the service of functions that do not set one; may be empty
	 * @param beanNames selects the beans by name
	 * @return the functions, in the order of the beans
	 * @throws InvalidFunctionException if an annotated method cannot be a function, or if
	 * several beans of the same precedence have the same function
	 */
	public List<AnnotatedFunction> detect(String defaultService, Predicate<String> beanNames) {
		FunctionCandidates candidates = new FunctionCandidates(this.beanFactory);
		List<String> hidden = new ArrayList<>();
		for (String beanName : this.types.names()) {
			Class<?> beanType = beanNames.test(beanName) ? candidate(beanName, hidden) : null;
			if (beanType != null) {
				DeclaredFunctions.of(beanName, beanType).forEach((declared) -> {
					BeanMethod beanMethod = new BeanMethod(beanName, beanType, declared.method());
					candidates.add(beanMethod, this.factory.create(beanMethod, declared, defaultService));
				});
			}
		}
		List<AnnotatedFunction> found = candidates.select();
		warnOfUnknownNames(found);
		if (!hidden.isEmpty()) {
			logger.warn("These beans serve no functions, as only their contract is known before they are created: %s."
				.formatted(String.join(", ", hidden))
					+ " Let their bean methods return the class. If they are typed clients, annotate the bean methods"
					+ " with @NoAmphoraFunctions");
		}
		return found;
	}

	/**
	 * Skips beans whose class cannot be loaded: such a bean fails when it is used. Adds
	 * beans that may serve a contract, but do not exist yet, to the hidden ones.
	 */
	private @Nullable Class<?> candidate(String beanName, List<String> hidden) {
		try {
			Class<?> type = this.types.written(beanName);
			if (type == null || !AnnotationUtils.isCandidateClass(type, AmphoraFunction.class)
					|| this.types.isAnnotated(beanName, NoAmphoraFunctions.class)) {
				return null;
			}
			if (ContractFunctions.isTypedClient(type)) {
				if (type.isInterface() && mayHideFunctions(beanName)) {
					hidden.add("'%s' (%s)".formatted(beanName, type.getName()));
				}
				return null;
			}
			return type;
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("Skipping bean '" + beanName + "': its class could not be resolved", ex);
			return null;
		}
	}

	/** The bean method of a typed client usually has the client as a parameter. */
	private boolean mayHideFunctions(String beanName) {
		Method beanMethod = this.types.beanMethod(beanName);
		return beanMethod != null && Stream.of(beanMethod.getGenericParameterTypes())
			.map(ResolvableType::forType)
			.flatMap((type) -> Stream.concat(Stream.of(type), Stream.of(type.getGenerics())))
			.noneMatch((type) -> AmphoraOperations.class.isAssignableFrom(type.toClass()));
	}

	private static void warnOfUnknownNames(List<AnnotatedFunction> functions) {
		List<String> unnamed = functions.stream()
			.filter((function) -> hasUnknownNames(function.definition().signature()))
			.map((function) -> BeanMethod.describe(function.beanName(), function.method()))
			.toList();
		if (!unnamed.isEmpty()) {
			logger.warn("Callers cannot pass arguments by name because the parameter names are unknown. Compile with"
					+ " '-parameters', in Kotlin with '-java-parameters': " + String.join("; ", unnamed));
		}
	}

	private static boolean hasUnknownNames(@Nullable FunctionSignature signature) {
		return signature != null && signature.parameters().stream().anyMatch((parameter) -> parameter.name() == null);
	}

}
