package io.amphora;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an exception whose message is meant for callers. By default, a server includes
 * the message of such an exception in its reply, but not those of other exceptions. If a
 * method of a contract declares the exception in its {@code throws} clause, callers of
 * the method receive it instead of a {@link RemoteException}; it then needs a constructor
 * that takes the message.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface AmphoraError {

	/**
	 * The type that callers see.
	 * @return the type; the simple name of the class is used if it is empty
	 */
	String value() default "";

}
