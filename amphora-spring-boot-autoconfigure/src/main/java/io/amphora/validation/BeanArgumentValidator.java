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

package io.amphora.validation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import io.amphora.WrongRequestException;
import io.amphora.WrongRequestException.Violation;
import io.amphora.function.ArgumentValidator;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.MethodDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Checks arguments against the constraints of their parameters. Reports all violations
 * with the names of parameters and properties, but without values. Groups are taken from
 * {@link Validated} on the method or on its class, if present. Thread-safe.
 * <p>
 * Spring's {@code MethodValidationAdapter} is not used, because callers receive the path
 * of each violation as Bean Validation reports it, and violations of omitted arguments
 * are ignored.
 *
 * @since 0.1.0
 */
public final class BeanArgumentValidator implements ArgumentValidator {

	private final Validator validator;

	/**
	 * Create a validator.
	 * @param validator checks the constraints
	 */
	public BeanArgumentValidator(Validator validator) {
		this.validator = validator;
	}

	@Override
	public void validate(String function, Object bean, Method method, @Nullable Object[] arguments) {
		Object singleton = AopProxyUtils.getSingletonTarget(bean);
		Object target = (singleton != null) ? singleton : bean;
		if (!isConstrained(target.getClass(), method)) {
			return;
		}
		Set<ConstraintViolation<Object>> violations = this.validator.forExecutables()
			.validateParameters(target, method, given(arguments), groups(target.getClass(), method))
			.stream()
			.filter((violation) -> !isOmitted(violation, arguments))
			.collect(Collectors.toSet());
		if (!violations.isEmpty()) {
			throw refusal(function, violations);
		}
	}

	private static @Nullable Object[] given(@Nullable Object[] arguments) {
		return Arrays.stream(arguments).map((argument) -> (argument != OMITTED) ? argument : null).toArray();
	}

	/** The default of a parameter is not validated. */
	private static boolean isOmitted(ConstraintViolation<?> violation, @Nullable Object[] arguments) {
		for (Path.Node node : violation.getPropertyPath()) {
			if (node.getKind() == ElementKind.PARAMETER) {
				return arguments[node.as(Path.ParameterNode.class).getParameterIndex()] == OMITTED;
			}
		}
		return false;
	}

	private static WrongRequestException refusal(String function, Set<ConstraintViolation<Object>> violations) {
		List<Violation> list = violations.stream()
			.map((violation) -> new Violation(path(violation), violation.getMessage()))
			.sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
			.toList();
		String text = list.stream()
			.map((violation) -> "'%s' %s".formatted(violation.path(), violation.message()))
			.collect(Collectors.joining(", "));
		return new WrongRequestException("Function '%s' received invalid arguments: %s".formatted(function, text),
				list);
	}

	private boolean isConstrained(Class<?> type, Method method) {
		BeanDescriptor bean = this.validator.getConstraintsForClass(type);
		MethodDescriptor descriptor = bean.getConstraintsForMethod(method.getName(), method.getParameterTypes());
		return descriptor != null && descriptor.hasConstrainedParameters();
	}

	private static Class<?>[] groups(Class<?> type, Method method) {
		Validated validated = AnnotatedElementUtils.findMergedAnnotation(method, Validated.class);
		if (validated == null) {
			validated = AnnotatedElementUtils.findMergedAnnotation(type, Validated.class);
		}
		return (validated != null) ? Arrays.copyOf(validated.value(), validated.value().length) : new Class<?>[0];
	}

	/** Skip the first node, which is the method. */
	private static String path(ConstraintViolation<?> violation) {
		return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
			.skip(1)
			.map(Path.Node::toString)
			.collect(Collectors.joining("."));
	}

}
