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

package io.amphora.serializer.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Lists the constants of an enum. An enum may have thousands of constants, so a message
 * contains only the first ones.
 */
final class EnumNames {

	private static final int MOST = 10;

	/** Maximum number of characters of all listed names. */
	private static final int LONGEST = 200;

	private EnumNames() {
	}

	/**
	 * Return the names of all constants.
	 * @param type any type
	 * @param toJson returns the name of a constant in JSON, or {@code null} if it is not
	 * represented by a string
	 * @return the names; or {@code null} if the type is not an enum, or if strings do not
	 * represent its constants
	 */
	static @Nullable List<String> all(Class<?> type, Function<Object, @Nullable String> toJson) {
		Object[] constants = type.getEnumConstants();
		if (constants == null) {
			return null;
		}
		List<String> names = new ArrayList<>();
		for (Object constant : constants) {
			String name = toJson.apply(constant);
			if (name == null) {
				return null;
			}
			names.add(name);
		}
		return names;
	}

	/**
	 * Return the names of the constants for a message.
	 * @param type the enum
	 * @param toJson returns the name of a constant in JSON, or {@code null} if it is not
	 * represented by a string
	 * @return the names, separated by commas; or {@code null} if there are none
	 */
	static @Nullable String of(Class<?> type, Function<Object, @Nullable String> toJson) {
		Object[] constants = type.getEnumConstants();
		if (constants == null || constants.length == 0) {
			return null;
		}
		StringBuilder names = new StringBuilder();
		int listed = 0;
		for (Object constant : constants) {
			String name = toJson.apply(constant);
			if (name == null) {
				return null;
			}
			if (listed == MOST || names.length() + name.length() > LONGEST) {
				return names.append((listed > 0) ? ", ..." : "...").toString();
			}
			names.append((listed++ > 0) ? ", " : "").append(name);
		}
		return names.toString();
	}

}
