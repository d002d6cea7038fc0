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
import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A method of a bean that is a function.
 *
 * @param beanName the bean
 * @param beanType the class of the bean, without proxies
 * @param method the method
 */
record BeanMethod(String beanName, Class<?> beanType, Method method) {

	InvalidFunctionException invalid(String reason, String remedy) {
		return invalid(reason, remedy, null);
	}

	InvalidFunctionException invalid(String reason, String remedy, @Nullable Throwable cause) {
		return new InvalidFunctionException(this.beanName, this.method, reason, remedy, cause);
	}

	static String describe(String beanName, Method method) {
		String parameters = Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", "));
		return "Method %s.%s(%s) of bean '%s'".formatted(method.getDeclaringClass().getName(), method.getName(),
				parameters, beanName);
	}

}
