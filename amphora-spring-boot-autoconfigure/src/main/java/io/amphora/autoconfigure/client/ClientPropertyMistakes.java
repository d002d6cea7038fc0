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

package io.amphora.autoconfigure.client;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.amphora.autoconfigure.AmphoraClientProperties;
import io.amphora.autoconfigure.RelaxedNames;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.PropertyMatches;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.util.ReflectionUtils;

/**
 * Properties of clients that have no effect because their names are wrong.
 *
 * @param corrections the presumably intended names by the wrong names, empty if unknown
 */
record ClientPropertyMistakes(Map<String, String> corrections) {

	private static final ConfigurationPropertyName SINGULAR = ConfigurationPropertyName.of("amphora.client");

	private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("amphora.clients");

	/** Index of the first element after the name of a client. */
	private static final int PROPERTY = 3;

	private static final Set<String> KNOWN = known(AmphoraClientProperties.class, "");

	static ClientPropertyMistakes find(Environment environment) {
		Map<String, String> corrections = new TreeMap<>();
		ConfigurationPropertySources.get(environment).forEach((source) -> {
			if (source instanceof IterableConfigurationPropertySource names) {
				names.forEach((name) -> {
					String correction = correction(name);
					if (correction != null) {
						corrections.put(name.toString(), correction);
					}
				});
			}
		});
		return new ClientPropertyMistakes(corrections);
	}

	/** Return a description of each property, without its value. */
	List<String> descriptions() {
		return this.corrections.entrySet()
			.stream()
			.map((mistake) -> "Property '%s' has no effect.%s".formatted(mistake.getKey(),
					mistake.getValue().isEmpty() ? "" : " Did you mean '%s'?".formatted(mistake.getValue())))
			.toList();
	}

	/** Return the intended name, or {@code null} if the name is correct. */
	private static @Nullable String correction(ConfigurationPropertyName name) {
		if (SINGULAR.isAncestorOf(name)) {
			return CLIENTS.append(name.subName(2)).toString();
		}
		int count = name.getNumberOfElements();
		if (!CLIENTS.isAncestorOf(name) || count <= PROPERTY || isKnown(name.subName(PROPERTY))) {
			return null;
		}
		for (int i = PROPERTY + 1; i < count; i++) {
			if (isKnown(name.subName(i))) {
				return "%s[%s].%s".formatted(CLIENTS, name.chop(i).subName(2), name.subName(i));
			}
		}
		String similar = similar(name.subName(PROPERTY));
		return (similar != null) ? name.chop(PROPERTY) + similar : "";
	}

	private static boolean isKnown(ConfigurationPropertyName property) {
		StringBuilder name = new StringBuilder();
		for (int i = 0; i < property.getNumberOfElements(); i++) {
			name.append(property.getElement(i, Form.UNIFORM));
		}
		return KNOWN.contains(name.toString());
	}

	private static @Nullable String similar(ConfigurationPropertyName property) {
		StringBuilder similar = new StringBuilder();
		Class<?> type = AmphoraClientProperties.class;
		for (int i = 0; i < property.getNumberOfElements(); i++) {
			Field field = similar(type, RelaxedNames.camelCase(property.getElement(i, Form.DASHED)));
			if (field == null) {
				return null;
			}
			similar.append('.').append(DataObjectPropertyName.toDashedForm(field.getName()));
			type = field.getType();
		}
		return similar.toString();
	}

	private static @Nullable Field similar(Class<?> type, String name) {
		Field field = type.isRecord() ? ReflectionUtils.findField(type, name) : null;
		if (field != null || !type.isRecord()) {
			return field;
		}
		String[] matches = PropertyMatches.forField(name, type).getPossibleMatches();
		return (matches.length > 0) ? ReflectionUtils.findField(type, matches[0]) : null;
	}

	private static Set<String> known(Class<?> type, String prefix) {
		Set<String> known = new HashSet<>();
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + component.getName().toLowerCase(Locale.ROOT);
			if (component.getType().isRecord()) {
				known.addAll(known(component.getType(), name));
			}
			else {
				known.add(name);
			}
		}
		return known;
	}

}
