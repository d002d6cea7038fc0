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

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.amphora.serializer.JsonShape;
import io.amphora.serializer.JsonShape.Member;
import io.amphora.serializer.JsonShape.Members;

import org.springframework.core.ResolvableType;

/**
 * Builds one schema. Each object type is defined once and referred to by name, so that
 * recursive types do not cause endless recursion. Not thread-safe.
 */
final class SchemaBuilder {

	private final Function<Type, JsonShape> shapes;

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Map<String, Object> definitions = new LinkedHashMap<>();

	SchemaBuilder(Function<Type, JsonShape> shapes) {
		this.shapes = shapes;
	}

	Map<String, Object> withDefinitions(Map<String, Object> schema) {
		if (this.definitions.isEmpty()) {
			return schema;
		}
		Map<String, Object> all = new LinkedHashMap<>(schema);
		all.put("$defs", this.definitions);
		return all;
	}

	Map<String, Object> schema(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		Map<String, Object> scalar = ScalarSchemas.of(raw);
		if (scalar != null) {
			return scalar;
		}
		if (raw == Optional.class) {
			return Map.of("anyOf", List.of(schema(type.getGeneric(0)), Map.of("type", "null")));
		}
		if (type.isArray()) {
			return array(type.getComponentType(), false);
		}
		if (Collection.class.isAssignableFrom(raw)) {
			return array(type.as(Collection.class).getGeneric(0), Set.class.isAssignableFrom(raw));
		}
		if (Map.class.isAssignableFrom(raw)) {
			return Map.of("type", "object", "additionalProperties", schema(type.as(Map.class).getGeneric(1)));
		}
		return shaped(type);
	}

	private Map<String, Object> array(ResolvableType element, boolean unique) {
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", "array");
		schema.put("items", schema(element));
		if (unique) {
			schema.put("uniqueItems", true);
		}
		return schema;
	}

	private Map<String, Object> shaped(ResolvableType type) {
		JsonShape shape = this.shapes.apply(concrete(type));
		if (shape instanceof JsonShape.Value value) {
			return schema(ResolvableType.forType(value.type()));
		}
		if (shape instanceof JsonShape.Constants constants) {
			return Map.of("type", "string", "enum", constants.names());
		}
		if (shape instanceof Members members && !members.members().isEmpty()) {
			return reference(type, members);
		}
		return Map.of();
	}

	private Map<String, Object> reference(ResolvableType type, Members members) {
		String key = concrete(type).getTypeName();
		String known = this.names.get(key);
		String name = (known != null) ? known : newName(type);
		if (known == null) {
			this.names.put(key, name);
			this.definitions.put(name, Map.of());
			this.definitions.put(name, object(members));
		}
		return Map.of("$ref", "#/$defs/" + name);
	}

	/**
	 * Return the type with its type variables resolved. A variable whose bound has
	 * arguments is used without them, because they may refer to the variable.
	 */
	private static Type concrete(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		if (type.getType() instanceof TypeVariable<?> variable && hasArguments(variable.getBounds())) {
			return raw;
		}
		ResolvableType[] arguments = Arrays.stream(type.getGenerics())
			.map((argument) -> ResolvableType.forType(concrete(argument)))
			.toArray(ResolvableType[]::new);
		return (arguments.length > 0) ? ResolvableType.forClassWithGenerics(raw, arguments).getType() : raw;
	}

	private static boolean hasArguments(Type[] bounds) {
		return Arrays.stream(bounds).anyMatch((bound) -> bound instanceof ParameterizedType);
	}

	private String newName(ResolvableType type) {
		String simple = type.resolve(Object.class).getSimpleName();
		String name = simple;
		for (int i = 2; this.definitions.containsKey(name); i++) {
			name = simple + i;
		}
		return name;
	}

	private Map<String, Object> object(Members members) {
		Map<String, Object> properties = new LinkedHashMap<>();
		members.members()
			.forEach((member) -> properties.put(member.name(), schema(ResolvableType.forType(member.type()))));
		Map<String, Object> schema = new LinkedHashMap<>();
		schema.put("type", "object");
		schema.put("properties", properties);
		List<String> required = members.members().stream().filter(Member::required).map(Member::name).toList();
		if (!required.isEmpty()) {
			schema.put("required", required);
		}
		return schema;
	}

}
