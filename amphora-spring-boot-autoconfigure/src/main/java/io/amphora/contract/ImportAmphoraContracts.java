package io.amphora.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Registers a bean for each contract, which calls the functions of the contract's
 * service. To be placed on a configuration class. If it names neither types nor packages,
 * the package of that class counts, with those below it.
 * <p>
 * The bean is named by the full name of the interface. It is a
 * {@linkplain org.springframework.context.annotation.Fallback fallback}: if another bean
 * implements the contract, because the application serves it as well or a test replaces
 * it, that one is injected, unless a
 * {@link org.springframework.beans.factory.annotation.Qualifier} asks for this one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Import(ContractRegistrar.class)
public @interface ImportAmphoraContracts {

	/**
	 * The same as {@link #types()}.
	 * @return interfaces annotated with {@link io.amphora.annotation.AmphoraContract}
	 */
	@AliasFor("types")
	Class<?>[] value() default {};

	/**
	 * The contracts.
	 * @return interfaces annotated with {@link io.amphora.annotation.AmphoraContract}
	 */
	@AliasFor("value")
	Class<?>[] types() default {};

	/**
	 * Packages to look for contracts in, with those below them; placeholders are
	 * resolved.
	 * @return names of packages
	 */
	String[] basePackages() default {};

}
