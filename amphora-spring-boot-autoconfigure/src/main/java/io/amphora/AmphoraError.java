package io.amphora;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an exception that is meant for callers: a server that keeps the messages of other
 * exceptions to itself passes on those of this one. If a method of a contract declares
 * the exception in its {@code throws} clause, callers of that method get it instead of a
 * {@link RemoteException}; it then needs a constructor that takes the message.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface AmphoraError {

	/**
	 * The type that callers see.
	 * @return the type; the simple name of the class if empty
	 */
	String value() default "";

}
