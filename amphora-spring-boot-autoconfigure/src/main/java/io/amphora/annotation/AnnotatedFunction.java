package io.amphora.annotation;

import java.lang.reflect.Method;

import io.amphora.server.function.FunctionDefinition;

/**
 * A function that a bean serves.
 *
 * @param service the service that it belongs to
 * @param name the name that callers use
 * @param fanout whether every server of the service handles its requests
 * @param beanName the bean
 * @param method the method of the bean's class
 * @param definition the definition for the server
 */
public record AnnotatedFunction(String service, String name, boolean fanout, String beanName, Method method,
		FunctionDefinition definition) {
}
