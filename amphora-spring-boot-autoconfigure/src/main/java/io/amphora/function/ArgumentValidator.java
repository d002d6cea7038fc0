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

package io.amphora.function;

import java.lang.reflect.Method;

import io.amphora.WrongRequestException;
import io.amphora.kotlin.KotlinMethods;
import org.jspecify.annotations.Nullable;

/**
 * Validates the arguments of functions before they run. Called concurrently by several
 * threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ArgumentValidator {

	/**
	 * Stands for an argument that the caller omits, so that the function uses its
	 * default.
	 */
	Object OMITTED = KotlinMethods.OMITTED;

	/**
	 * Validate the arguments of one call.
	 * @param function the name of the function
	 * @param bean the bean to be called, or its proxy
	 * @param method the annotated method
	 * @param arguments the arguments, one for each parameter of the method; may contain
	 * {@link #OMITTED} for parameters of Kotlin functions
	 * @throws WrongRequestException if an argument is not valid
	 */
	void validate(String function, Object bean, Method method, @Nullable Object[] arguments);

}
