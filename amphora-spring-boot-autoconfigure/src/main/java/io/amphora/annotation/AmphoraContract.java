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

package io.amphora.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Marks an interface as the contract between the servers and the clients of a service.
 * Each abstract method is a function, whose name is that of the {@link AmphoraFunction}
 * annotation or of the method. Importing the interface registers a bean that calls the
 * functions.
 * <p>
 * A bean that implements the interface serves the functions. The methods of its class
 * need no annotation; an annotation can set the name of a function if the interface does
 * not. Default methods run in the client. They are also served if they are annotated with
 * {@code AmphoraFunction}. The class of the bean must be known: if a bean method returns
 * the interface, nothing is served if the bean is lazy or not a singleton. If several
 * beans implement the interface, the one that Spring prefers for injection by type serves
 * it. {@link NoAmphoraFunctions} excludes a bean.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AmphoraContract {

	/**
	 * Alias for {@link #service()}.
	 * @return the name of the service
	 */
	@AliasFor("service")
	String value() default "";

	/**
	 * The service. Placeholders are resolved.
	 * @return the name of the service
	 */
	@AliasFor("value")
	String service() default "";

}
