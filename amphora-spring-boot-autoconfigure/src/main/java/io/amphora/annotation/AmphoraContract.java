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
 * it, or by its own. A bean that implements the interface serves the functions; importing
 * the interface gives a bean that calls them.
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
