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

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what editors know of the configuration properties.
 */
class PropertyMetadataTests {

	/** Where these are not set, the connection decides; see its tests. */
	private static final Set<String> NOT_BOUND = Set.of("amphora.host", "amphora.port", "amphora.username",
			"amphora.password", "amphora.virtual-host");

	private final PropertyMetadata metadata = PropertyMetadata.load();

	@Test
	void everyPropertyIsDescribed() {
		assertThat(this.metadata.properties()).isNotEmpty()
			.allSatisfy((property) -> assertThat(property.path("description").asText())
				.as("description of %s", PropertyMetadata.name(property))
				.matches("[A-Z].*\\."));
	}

	@Test
	void defaultsMatchTheBoundValues() {
		Map<String, Object> bound = BoundProperties.defaults(this.metadata.types());
		Map<String, Object> described = new TreeMap<>();
		this.metadata.properties()
			.stream()
			.filter((property) -> bound.containsKey(PropertyMetadata.name(property)))
			.forEach((property) -> described.put(PropertyMetadata.name(property), defaultValue(property)));
		assertThat(bound.keySet()).containsAll(NOT_BOUND).isEqualTo(described.keySet());
		bound.forEach((name, value) -> assertThat(described.get(name)).as("default of %s", name).satisfies((given) -> {
			if (!NOT_BOUND.contains(name)) {
				assertThat(given).isEqualTo(ObjectUtils.isEmpty(value) ? null : value);
			}
		}));
	}

	@Test
	void everyHintIsForAPropertyAndSaysSomething() {
		Map<String, Class<?>> types = types();
		assertThat(this.metadata.hints()).isNotEmpty().allSatisfy((hint) -> {
			String name = PropertyMetadata.name(hint);
			String property = name.replaceFirst("\\.(keys|values)$", "");
			assertThat(types).containsKey(property);
			assertThat(Map.class.isAssignableFrom(types.get(property))).as(name).isEqualTo(!property.equals(name));
			assertThat(hint.path("values").size() + hint.path("providers").size()).as(name).isPositive();
			assertThat(hint.path("values")).as(name)
				.allSatisfy((value) -> assertThat(value.path("description").asText()).matches("[A-Z].*\\."));
		});
	}

	@Test
	void everyHintNamesValuesThatCanBeBound() {
		Map<String, Class<?>> types = types();
		this.metadata.hints()
			.forEach((hint) -> values(hint).forEach(
					(value) -> assertThat(bind(value, types.get(PropertyMetadata.name(hint)))).as(value).isNotNull()));
	}

	@Test
	void everyChoiceHasHintsForAllOfItsValues() {
		Map<String, List<String>> hints = this.metadata.hints()
			.stream()
			.collect(Collectors.toMap(PropertyMetadata::name, (hint) -> values(hint).sorted().toList()));
		Map<String, List<String>> choices = new HashMap<>();
		types().forEach((name, type) -> {
			if (type.isEnum() && name.startsWith("amphora.")) {
				choices.put(name, constants(type));
			}
		});
		assertThat(choices).isNotEmpty()
			.allSatisfy((name, constants) -> assertThat(hints.get(name)).as(name).isEqualTo(constants));
	}

	private static List<String> constants(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
			.sorted()
			.toList();
	}

	private static Stream<String> values(JsonNode hint) {
		return hint.path("values").findValuesAsText("value").stream();
	}

	private Map<String, Class<?>> types() {
		return this.metadata.properties()
			.stream()
			.collect(Collectors.toMap(PropertyMetadata::name, PropertyMetadataTests::type));
	}

	private static Class<?> type(JsonNode property) {
		return ClassUtils.resolveClassName(property.path("type").asText().replaceFirst("<.*", ""), null);
	}

	private static Object defaultValue(JsonNode property) {
		return property.has("defaultValue") ? bind(property.path("defaultValue").asText(), type(property)) : null;
	}

	private static Object bind(String value, Class<?> type) {
		return new Binder(new MapConfigurationPropertySource(Map.of("value", value))).bind("value", type).get();
	}

}
