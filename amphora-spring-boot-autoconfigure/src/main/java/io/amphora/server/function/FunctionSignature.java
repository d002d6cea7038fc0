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

package io.amphora.server.function;

import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The parameters and the result of a function, which introspection shows. Results are
 * serialized as the result type; a result that is not of this type is serialized by its
 * class. Arguments are not checked against the parameters: this is up to the handler.
 *
 * @param parameters the parameters by position
 * @param result the type of the result; for a future or a reactive type, the type of its
 * value
 * @since 0.1.0
 */
public record FunctionSignature(List<Parameter> parameters, Type result) {

	public FunctionSignature {
		parameters = List.copyOf(parameters);
	}

	/**
	 * A parameter of a function.
	 *
	 * @param name the name, or {@code null} if the argument cannot be passed by name
	 * @param type the type, without type variables; for a variable parameter, the type of
	 * each argument
	 * @param required whether the argument is required
	 * @param variable whether the parameter takes all remaining arguments
	 */
	public record Parameter(@Nullable String name, Type type, boolean required, boolean variable) {

		/**
		 * Create a required parameter.
		 * @param name its name
		 * @param type its type
		 * @return the parameter
		 */
		public static Parameter of(String name, Type type) {
			return new Parameter(name, type, true, false);
		}

	}

}
