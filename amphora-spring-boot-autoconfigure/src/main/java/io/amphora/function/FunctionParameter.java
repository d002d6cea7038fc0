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

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * A parameter whose argument is sent with the call.
 *
 * @param index the index of the parameter in the method
 * @param position the position among the parameters with arguments
 * @param name the name, or {@code null} if the class was compiled without parameter names
 * @param kind the kind of the parameter
 * @param type the type to read; for {@code Optional}, the type of its value
 * @param absent the value for a missing argument, unless the argument is required
 * @param nonNull whether its declaration excludes null
 */
record FunctionParameter(int index, int position, @Nullable String name, Kind kind, Type type, @Nullable Object absent,
		boolean nonNull) {

	/** Return the label of the argument in messages. */
	String label() {
		return (this.name != null) ? "'" + this.name + "'" : "#" + (this.position + 1);
	}

	/**
	 * Return the label of one of the arguments of a variable parameter.
	 * @param at the position of the argument, from 0
	 */
	String label(int at) {
		String number = "#" + (at + 1);
		return (this.name != null) ? "'%s' (%s)".formatted(this.name, number) : number;
	}

	enum Kind {

		/** The caller must pass an argument. */
		REQUIRED,

		/** The caller may omit the argument. */
		OMISSIBLE,

		/**
		 * The caller may omit the argument, and the value is wrapped in an
		 * {@link java.util.Optional}.
		 */
		OPTIONAL,

		/** An array of the remaining arguments. */
		VARIABLE

	}

}
