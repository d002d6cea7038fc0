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

package io.amphora.introspection;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A server's description of one of its functions.
 *
 * @param name the name of the function
 * @param parameters its parameters by position, or {@code null} if the server does not
 * know them, as for a function that reads its own arguments
 * @param result its result, or {@code null} if the server does not know it
 * @since 0.1.0
 */
public record FunctionDescription(String name, @Nullable List<ParameterDescription> parameters,
		@Nullable ResultDescription result) {

	/**
	 * Return whether the server knows the parameters and the result.
	 * @return {@code false} if the function reads its own arguments
	 */
	public boolean typed() {
		return this.parameters != null && this.result != null;
	}

	/**
	 * Return the name, the parameters and the result.
	 * @return the signature, such as {@code add(int x, int y): int}
	 */
	@Override
	public String toString() {
		if (this.parameters == null || this.result == null) {
			return this.name + "(?)";
		}
		List<String> written = this.parameters.stream().map(ParameterDescription::toString).toList();
		return "%s(%s): %s".formatted(this.name, String.join(", ", written), this.result.type());
	}

	/**
	 * The result of a function.
	 *
	 * @param type the readable type, such as {@code List<String>}
	 * @param schema the JSON Schema of results
	 */
	public record ResultDescription(String type, Map<String, Object> schema) {
	}

}
