package io.amphora.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Excludes a bean from serving functions, although its class has methods that are
 * annotated with {@link AmphoraFunction} or implements an {@link AmphoraContract}, for
 * example a cache in front of a typed client. Placed on the class of the bean or on the
 * bean method; not inherited by subclasses.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface NoAmphoraFunctions {

}
