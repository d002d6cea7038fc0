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

/**
 * Marks a bean of type {@link io.amphora.client.routing.FunctionTuner} that chooses the
 * routing key of a function's calls. Placed on the bean method or on the class of the
 * bean. Tuners without this annotation are not applied automatically.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TunesFunction {

	/**
	 * The function, whose name may contain dots. Placeholders are resolved.
	 * @return the full name of the function
	 */
	String function();

	/**
	 * The service of the function. Placeholders are resolved. A tuner for a specific
	 * service takes precedence over one for any service.
	 * @return the name of the service; any service by default
	 */
	String service() default "";

}
