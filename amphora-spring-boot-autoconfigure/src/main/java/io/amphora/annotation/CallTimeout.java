package io.amphora.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the timeout of calls of a contract. On a method, it applies to the calls of that
 * method, and on the interface, to the calls of all methods. A parameter of type
 * {@link java.time.Duration} with this annotation sets the timeout of each call: it is
 * not an argument of the function, and an implementation of the contract receives the
 * {@linkplain io.amphora.CallContext#remaining() remaining time} in its place, or
 * {@code null} if the caller set no timeout.
 * <p>
 * The timeout of a call is the first of these that is set: the argument, the property
 * {@code amphora.clients.<name>.timeout} of the client, the annotation of the method, the
 * annotation of the interface, the default timeout of the client.
 */
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface CallTimeout {

	/**
	 * The timeout. Placeholders are resolved if the contract is imported. Must be empty
	 * on a parameter.
	 * @return a duration such as {@code 500ms}, {@code 5s} or {@code PT5S}
	 */
	String value() default "";

}
