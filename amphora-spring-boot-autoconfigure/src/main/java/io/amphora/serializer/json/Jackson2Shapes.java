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

import java.lang.reflect.Type;
import java.util.List;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.amphora.serializer.JsonShape;
import org.jspecify.annotations.Nullable;

/**
 * Determines the JSON shapes of types as Jackson 2 sees them, with the naming strategy
 * and the annotations of its mapper.
 */
final class Jackson2Shapes {

	private Jackson2Shapes() {
	}

	static JsonShape of(ObjectMapper mapper, Type type, boolean sent) {
		MapperConfig<?> config = sent ? mapper.getSerializationConfig() : mapper.getDeserializationConfig();
		JavaType javaType = mapper.constructType(type);
		List<String> constants = EnumNames.all(javaType.getRawClass(), (constant) -> text(mapper, constant));
		if (constants != null) {
			return new JsonShape.Constants(constants);
		}
		BeanDescription description = sent ? mapper.getSerializationConfig().introspect(javaType)
				: mapper.getDeserializationConfig().introspect(javaType);
		AnnotatedMember value = description.findJsonValueAccessor();
		if (value != null) {
			return new JsonShape.Value(reflected(value.getType()));
		}
		if (javaType.isEnumType()) {
			return new JsonShape.Unknown();
		}
		boolean polymorphic = config.getAnnotationIntrospector()
			.findPolymorphicTypeInfo(config, description.getClassInfo()) != null;
		if (javaType.isAbstract() || javaType.isTypeOrSubTypeOf(JsonNode.class) || polymorphic) {
			return new JsonShape.Unknown();
		}
		List<BeanPropertyDefinition> properties = description.findProperties();
		return new JsonShape.Members(properties.stream()
			.filter((property) -> sent ? property.couldSerialize() : property.couldDeserialize())
			.map(Jackson2Shapes::member)
			.toList());
	}

	/**
	 * A constructor receives null for a missing member, which does not fit a primitive.
	 */
	private static JsonShape.Member member(BeanPropertyDefinition property) {
		JavaType type = property.getPrimaryType();
		boolean required = property.isRequired() || (type.isPrimitive() && property.hasConstructorParameter());
		return new JsonShape.Member(property.getName(), reflected(type), required);
	}

	/**
	 * Return the text that represents a value, or {@code null} if something else does.
	 */
	static @Nullable String text(ObjectMapper mapper, Object value) {
		try {
			JsonNode node = mapper.valueToTree(value);
			return node.isTextual() ? node.textValue() : null;
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	/** Convert a type of Jackson to a type of Java reflection. */
	private static Type reflected(JavaType type) {
		return type.isArrayType() ? JsonTypes.arrayOf(reflected(type.getContentType())) : JsonTypes
			.of(type.getRawClass(), type.containedTypeCount(), (index) -> reflected(type.containedType(index)));
	}

}
