package io.amphora.annotation;

import java.lang.reflect.Method;

/**
 * A method that is a function, as annotations say it.
 *
 * @param method the method
 * @param name the name of the function, empty for the method's own
 * @param service the service, empty for the default one
 * @param fanout whether every server handles its requests
 */
record DeclaredFunction(Method method, String name, String service, boolean fanout) {
}
