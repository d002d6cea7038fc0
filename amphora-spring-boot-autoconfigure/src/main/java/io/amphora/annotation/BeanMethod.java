package io.amphora.annotation;

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
