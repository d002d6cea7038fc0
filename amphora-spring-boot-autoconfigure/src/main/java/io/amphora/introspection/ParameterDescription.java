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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A server's description of a parameter.
 *
 * @param name the name, or {@code null} if arguments cannot be passed by name
 * @param type the readable type, such as {@code List<String>}
 * @param required whether callers must pass an argument
 * @param variable whether callers may pass any number of arguments of this type from this
 * position on
 * @param schema the JSON Schema of an argument
 * @since 0.1.0
 */
public record ParameterDescription(@Nullable String name, String type, boolean required, boolean variable,
		Map<String, Object> schema) {

	/**
	 * Return the parameter as part of a signature.
	 * @return the type and the name, in brackets if the parameter is optional
	 */
	@Override
	public String toString() {
		String written = this.type + (this.variable ? "..." : "") + ((this.name != null) ? " " + this.name : "");
		return (this.required || this.variable) ? written : "[" + written + "]";
	}

}
