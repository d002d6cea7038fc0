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

package io.amphora.serializer;

import java.lang.reflect.Type;
import java.util.List;

/**
 * Describes how the values of a type are represented in JSON, except for types that JSON
 * has itself.
 *
 * @since 0.1.0
 */
public sealed interface JsonShape {

	/**
	 * The representation is unknown.
	 */
	record Unknown() implements JsonShape {
	}

	/**
	 * The values are represented like those of another type.
	 *
	 * @param type the other type
	 */
	record Value(Type type) implements JsonShape {
	}

	/**
	 * The values are strings from a list, such as the constants of an enum.
	 *
	 * @param names the strings
	 */
	record Constants(List<String> names) implements JsonShape {
	}

	/**
	 * The values are objects.
	 *
	 * @param members the members of the objects
	 */
	record Members(List<Member> members) implements JsonShape {
	}

	/**
	 * A member of an object.
	 *
	 * @param name its name in JSON
	 * @param type the type of its value
	 * @param required whether it must be present
	 */
	record Member(String name, Type type, boolean required) {
	}

}
