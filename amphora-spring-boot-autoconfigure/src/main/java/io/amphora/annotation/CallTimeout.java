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
 * Sets the timeout of calls of a contract. On a method, it applies to the calls of that
 * method, and on the interface, to the calls of all methods. A parameter of type
 * {@link java.time.Duration} with this annotation sets the timeout of each call: it is
 * not an argument of the function, and an implementation of the contract receives the
 * {@linkplain io.amphora.CallContext#remaining() remaining time} in its place, or
 * {@code null} if the caller set no timeout.
 * <p>
 * The timeout of a call is the first of these that is set: the argument, the property
 * {@code amphora.clients.<name>.timeout} of the client, the annotation of the method, the
 * annotation of the interface, the default timeout of the client.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface CallTimeout {

	/**
	 * The timeout. Placeholders are resolved if the contract is imported. Must be empty
	 * on a parameter.
	 * @return a duration such as {@code 500ms}, {@code 5s} or {@code PT5S}
	 */
	String value() default "";

}
