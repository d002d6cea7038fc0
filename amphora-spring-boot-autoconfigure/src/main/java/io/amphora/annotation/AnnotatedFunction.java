package io.amphora.annotation;

import java.lang.reflect.Method;

import io.amphora.server.FunctionDefinition;

/**
 * A function that a bean offers.
 *
 * @param service the service that it belongs to
 * @param name what callers call it
 * @param fanout whether every server of the service handles its requests
 * @param beanName the bean
 * @param method the method of the bean's class
 * @param definition what a server needs to know of it
 */
public record AnnotatedFunction(String service, String name, boolean fanout, String beanName, Method method,
		FunctionDefinition definition) {
}
