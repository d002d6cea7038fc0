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

package io.amphora.annotation;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.amphora.kotlin.KotlinMethods;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;

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
		catch (RuntimeException | LinkageError ex) {
			logger.debug("Skipping " + beanType + ": its methods could not be resolved", ex);
			return List.of();
		}
	}

	private static Map<Method, AmphoraFunction> annotated(Class<?> type) {
		MetadataLookup<AmphoraFunction> lookup = (method) -> {
			AmphoraFunction annotation = AnnotatedElementUtils.findMergedAnnotation(method, AmphoraFunction.class);
			return (annotation != null && !KotlinMethods.isOverload(method)) ? annotation : null;
		};
		return MethodIntrospector.selectMethods(type, lookup);
	}

}
