package io.amphora.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets how long calls of a contract's method wait for their result, instead of the
 * client's timeout. On the interface it counts for all of its methods.
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface CallTimeout {

	/**
	 * The timeout; placeholders are resolved if the contract is imported.
	 * @return a duration such as {@code 500ms}, {@code 5s} or {@code PT5S}
	 */
	String value();

}
