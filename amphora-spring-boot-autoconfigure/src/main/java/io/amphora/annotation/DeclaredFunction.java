package io.amphora.annotation;

import java.lang.reflect.Method;

import io.amphora.server.Acknowledge;

/**
 * A method that is a function, as annotations say it.
 *
 * @param method the method
 * @param name the name of the function, empty for the method's own
 * @param service the service, empty for the default one
 * @param fanout whether every server handles its requests
 * @param acknowledge when its requests are acknowledged
 */
record DeclaredFunction(Method method, String name, String service, boolean fanout, Acknowledge acknowledge) {
}
