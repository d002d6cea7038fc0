package io.amphora.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has a bean of type {@link io.amphora.client.FunctionTuner} choose the routing key of a
 * function's calls. It stands on a bean method, or on the class of the bean. A tuner
 * without it is left to whoever asked for it.
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TunesFunction {

	/**
	 * The function, with dots if its name has some; placeholders are resolved.
	 * @return the full name of the function
	 */
	String function();

	/**
	 * The service that the function is called in; placeholders are resolved. A tuner for
	 * the service of a client goes before one for any.
	 * @return the name of the service, any by default
	 */
	String service() default "";

}
