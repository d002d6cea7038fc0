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

import io.amphora.serializer.JsonShape;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * Determines the JSON shapes of types as Jackson 3 sees them, with the naming strategy
 * and the annotations of its mapper.
 */
final class Jackson3Shapes {

	private Jackson3Shapes() {
	}

	static JsonShape of(JsonMapper mapper, Type type, boolean sent) {
		MapperConfig<?> config = sent ? mapper.serializationConfig() : mapper.deserializationConfig();
		JavaType javaType = mapper.constructType(type);
		List<String> constants = EnumNames.all(javaType.getRawClass(), (constant) -> text(mapper, constant));
		if (constants != null) {
			return new JsonShape.Constants(constants);
		}
		ClassIntrospector introspector = config.classIntrospectorInstance();
		AnnotatedClass annotations = introspector.introspectClassAnnotations(javaType);
		BeanDescription description = sent ? introspector.introspectForSerialization(javaType, annotations)
				: introspector.introspectForDeserialization(javaType, annotations);
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
			.map(Jackson3Shapes::member)
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
	static @Nullable String text(JsonMapper mapper, Object value) {
		try {
			JsonNode node = mapper.valueToTree(value);
			return node.isString() ? node.stringValue() : null;
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
