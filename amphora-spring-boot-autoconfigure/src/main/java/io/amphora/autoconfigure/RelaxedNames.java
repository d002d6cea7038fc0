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

package io.amphora.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.StringUtils;

/**
 * Handles map keys in property names. Spring Boot reads the properties of a key in all
 * its spellings, but adds a map entry for each spelling. For example, an environment
 * variable cannot contain the dashes and upper-case letters of a key.
 *
 * @since 0.1.0
 */
public final class RelaxedNames {

	private RelaxedNames() {
	}

	/**
	 * Remove additional spellings of names.
	 * @param <T> the type of the properties
	 * @param byName the properties by name, those of the highest precedence first
	 * @param comparable removes what may be random, and so different in each spelling
	 * @return the properties by the first spelling that is not that of an environment
	 * variable, or by the only one
	 */
	static <T> Map<String, T> distinct(Map<String, T> byName, UnaryOperator<T> comparable) {
		Map<String, T> distinct = new LinkedHashMap<>();
		byName.forEach((name, properties) -> {
			String other = otherSpelling(name, properties, distinct, comparable);
			if (other == null) {
				distinct.put(name, properties);
			}
			else if (isUniform(other)) {
				distinct.remove(other);
				distinct.put(name, properties);
			}
		});
		return distinct;
	}

	/**
	 * Return a name in camel case.
	 * @param name the name, in which dashes separate the words
	 * @return the name as that of a bean or a field
	 */
	public static String camelCase(String name) {
		String[] words = StringUtils.delimitedListToStringArray(name, "-");
		StringBuilder joined = new StringBuilder(words[0]);
		for (int i = 1; i < words.length; i++) {
			joined.append(StringUtils.capitalize(words[i]));
		}
		return joined.toString();
	}

	/** Names in brackets are literal and have their own properties. */
	private static <T> @Nullable String otherSpelling(String name, T properties, Map<String, T> distinct,
			UnaryOperator<T> comparable) {
		ConfigurationPropertyName parsed = ConfigurationPropertyName.adapt(name, '.');
		for (Map.Entry<String, T> other : distinct.entrySet()) {
			if (ConfigurationPropertyName.adapt(other.getKey(), '.').equals(parsed)
					&& comparable.apply(other.getValue()).equals(comparable.apply(properties))) {
				return other.getKey();
			}
		}
		return null;
	}

	private static boolean isUniform(String name) {
		return name.chars().allMatch((letter) -> Character.isLowerCase(letter) || Character.isDigit(letter));
	}

}
