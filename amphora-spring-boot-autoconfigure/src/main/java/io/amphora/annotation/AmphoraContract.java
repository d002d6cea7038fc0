package io.amphora.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Makes an interface the contract between the servers and the clients of a service. Each
 * abstract method is a function, called by the name that {@link AmphoraFunction} gives
 * it, or by its own. Importing the interface gives a bean that calls the functions.
 * <p>
 * A bean that implements the interface serves them, with no annotation on the methods of
 * its class; one there may give a name if the interface gives none. A default method runs
 * at the caller. It is served as well if it is annotated with {@code AmphoraFunction}.
 * The class of the bean has to be known: a bean method that returns the interface serves
 * nothing while it is lazy. If several beans implement the interface, the one that Spring
 * prefers when it injects by type serves it, and {@link NoAmphoraFunctions} excludes a
 * bean.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AmphoraContract {

	/**
	 * The same as {@link #service()}.
	 * @return the name of the service
	 */
	@AliasFor("service")
	String value() default "";

	/**
	 * The service; placeholders are resolved.
	 * @return the name of the service
	 */
	@AliasFor("value")
	String service() default "";

}
