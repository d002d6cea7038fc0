package io.amphora.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Names that applications choose within the names of properties. Spring Boot reads the
 * properties of such a name in all its spellings, but has an entry in the map for each of
 * them. An environment variable, for one, cannot spell dashes and upper case letters.
 */
final class RelaxedNames {

	private RelaxedNames() {
	}

	/**
	 * Leave out the further spellings of names.
	 * @param <T> the type of the properties
	 * @param byName the properties by name, those of the highest precedence first
	 * @return the properties by the first spelling that environment variables do not
	 * have, or by the only one
	 */
	static <T> Map<String, T> distinct(Map<String, T> byName) {
		Map<String, T> distinct = new LinkedHashMap<>();
		byName.forEach((name, properties) -> {
			String other = otherSpelling(name, properties, distinct);
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

	/** Names in brackets are taken literally, and have properties of their own. */
	private static <T> @Nullable String otherSpelling(String name, T properties, Map<String, T> distinct) {
		ConfigurationPropertyName parsed = ConfigurationPropertyName.adapt(name, '.');
		for (Map.Entry<String, T> other : distinct.entrySet()) {
			if (ConfigurationPropertyName.adapt(other.getKey(), '.').equals(parsed)
					&& other.getValue().equals(properties)) {
				return other.getKey();
			}
		}
		return null;
	}

	private static boolean isUniform(String name) {
		return name.chars().allMatch((letter) -> Character.isLowerCase(letter) || Character.isDigit(letter));
	}

}
