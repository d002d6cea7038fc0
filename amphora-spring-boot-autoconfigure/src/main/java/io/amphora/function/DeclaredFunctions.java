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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.kotlin.KotlinMethods;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationConfigurationException;
import org.springframework.util.ClassUtils;

/**
 * Finds the methods of a bean that are functions: methods of the contracts that the bean
 * implements, and annotated methods outside of contracts.
 */
final class DeclaredFunctions {

	private static final Log logger = LogFactory.getLog(DeclaredFunctions.class);

	private DeclaredFunctions() {
	}

	static List<DeclaredFunction> of(String beanName, Class<?> beanType) {
		try {
			requireNoneInCompanions(beanName, beanType);
			List<DeclaredFunction> functions = new ArrayList<>(new ContractFunctions(beanName, beanType).find());
			Set<Method> contracted = functions.stream().map(DeclaredFunction::method).collect(Collectors.toSet());
			annotated(beanType).forEach((method, annotation) -> {
				if (!contracted.contains(method)) {
					functions.add(new DeclaredFunction(method, annotation.name(), annotation.service(),
							annotation.fanout(), annotation.acknowledge(), annotation.interruptible(),
							annotation.maxRunTime(), annotation.cancellable()));
				}
			});
			return functions;
		}
		catch (InvalidFunctionException ex) {
			throw ex;
		}
		catch (AnnotationConfigurationException ex) {
			logger.warn("Bean '%s' serves no functions, as an annotation of %s is wrong".formatted(beanName, beanType),
					ex);
			return List.of();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("Skipping " + beanType + ": its methods could not be resolved", ex);
			return List.of();
		}
	}

	/** A companion object is not a bean, and its methods are not those of its class. */
	private static void requireNoneInCompanions(String beanName, Class<?> beanType) {
		Stream<Class<?>> classes = Stream.iterate(beanType, Objects::nonNull, Class::getSuperclass);
		Stream.concat(classes, ClassUtils.getAllInterfacesForClassAsSet(beanType).stream())
			.map(KotlinMethods::companion)
			.filter(Objects::nonNull)
			.flatMap(DeclaredFunctions::annotatedInCompanion)
			.findFirst()
			.ifPresent((method) -> {
				throw new BeanMethod(beanName, beanType, method).invalid("It is a function of a companion object.",
						"Move it out of the companion object, to the class of the bean.");
			});
	}

	/**
	 * A companion object may use types that are missing and that the bean does not need.
	 */
	private static Stream<Method> annotatedInCompanion(Class<?> companion) {
		try {
			return annotated(companion).keySet().stream();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The functions of " + companion + " could not be resolved", ex);
			return Stream.empty();
		}
	}

	private static Map<Method, AmphoraFunction> annotated(Class<?> type) {
		MetadataLookup<AmphoraFunction> lookup = (method) -> {
			AmphoraFunction annotation = AnnotatedElementUtils.findMergedAnnotation(method, AmphoraFunction.class);
			return (annotation != null && !KotlinMethods.isOverload(method)) ? annotation : null;
		};
		Map<Method, AmphoraFunction> found = MethodIntrospector.selectMethods(type, lookup);
		Map<Method, AmphoraFunction> functions = new LinkedHashMap<>(found);
		found.forEach((method, annotation) -> {
			Method function = KotlinMethods.withoutBridge(method);
			if (!function.equals(method)) {
				functions.remove(method);
				functions.putIfAbsent(function, annotation);
			}
		});
		return functions;
	}

}
