package io.amphora.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter of a contract's method whose value, converted to a string, is the
 * routing key of the request. The parameter is still an argument of the function. If it
 * is {@code null} or an empty {@link java.util.Optional}, the client chooses the routing
 * key.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface RoutingKey {

}
