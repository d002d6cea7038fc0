/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Registers a typed client as a bean for each contract. Placed on a configuration class.
 * If neither types nor packages are set, the package of that class and its subpackages
 * are scanned.
 * <p>
 * The name of the bean is the fully qualified name of the interface. The bean is a
 * {@linkplain org.springframework.context.annotation.Fallback fallback}: if another bean
 * implements the contract, because the application also serves it or because a test
 * replaces it, the other bean is injected, unless a
 * {@link org.springframework.beans.factory.annotation.Qualifier} selects this one.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Import(ContractRegistrar.class)
public @interface ImportAmphoraContracts {

	/**
	 * Alias for {@link #types()}.
	 * @return interfaces annotated with {@link io.amphora.annotation.AmphoraContract}
	 */
	@AliasFor("types")
	Class<?>[] value() default {};

	/**
	 * The contracts to import.
	 * @return interfaces annotated with {@link io.amphora.annotation.AmphoraContract}
	 */
	@AliasFor("value")
	Class<?>[] types() default {};

	/**
	 * Packages to scan for contracts, including subpackages. Placeholders are resolved.
	 * @return names of packages
	 */
	String[] basePackages() default {};

}
