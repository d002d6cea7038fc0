package io.amphora.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the timeout of a contract's calls. On a method it applies to the calls of that
 * method, and on the interface to those of all methods. On a parameter of type
 * {@link java.time.Duration} it makes the argument the timeout of the call: the parameter
 * is not an argument of the function, and an implementation of the contract receives the
 * {@linkplain io.amphora.CallContext#remaining() remaining time} in its place, or
 * {@code null} if the caller set no timeout.
 * <p>
 * The first of these that is set is the timeout of a call: the argument, the property
 * {@code amphora.clients.<name>.timeout} of the client, the annotation of the method, the
 * annotation of the interface, the client's default timeout.
 */
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface CallTimeout {

	/**
	 * The timeout; placeholders are resolved if the contract is imported. Must be empty
	 * on a parameter.
	 * @return a duration such as {@code 500ms}, {@code 5s} or {@code PT5S}
	 */
	String value() default "";

}
