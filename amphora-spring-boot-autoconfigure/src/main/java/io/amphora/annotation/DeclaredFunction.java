package io.amphora.annotation;

import java.lang.reflect.Method;

import io.amphora.server.function.Acknowledge;

/**
 * A method that is a function, as declared by annotations.
 *
 * @param method the method
 * @param name the name of the function; empty for the name of the method
 * @param service the service; empty for the default service
 * @param fanout whether every server handles its requests
 * @param acknowledge when its requests are acknowledged
 */
record DeclaredFunction(Method method, String name, String service, boolean fanout, Acknowledge acknowledge) {
}
