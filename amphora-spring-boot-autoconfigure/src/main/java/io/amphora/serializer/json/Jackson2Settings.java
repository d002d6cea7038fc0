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

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;

/**
 * Settings that the wire format requires. They override those of the user's mapper.
 */
final class Jackson2Settings {

	private Jackson2Settings() {
	}

	static ObjectMapper newMapper() {
		return JsonMapper.builder()
			.addModules(new Jdk8Module(), new JavaTimeModule(), new ParameterNamesModule())
			.build();
	}

	static ObjectMapper applyTo(ObjectMapper mapper) {
		mapper.deactivateDefaultTyping();
		writing(mapper);
		reading(mapper);
		types(mapper);
		scalars(mapper);
		return mapper;
	}

	private static void writing(ObjectMapper mapper) {
		mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
			.disable(SerializationFeature.WRITE_DATE_KEYS_AS_TIMESTAMPS)
			.disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
			.disable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
			.disable(SerializationFeature.WRITE_ENUMS_USING_INDEX)
			.disable(SerializationFeature.WRITE_ENUM_KEYS_USING_INDEX)
			.disable(SerializationFeature.WRAP_ROOT_VALUE)
			.disable(SerializationFeature.INDENT_OUTPUT)
			.disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
			.disable(SerializationFeature.CLOSE_CLOSEABLE);
		mapper.configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, false);
	}

	private static void reading(ObjectMapper mapper) {
		mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.disable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
			.disable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
			.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
			.disable(DeserializationFeature.UNWRAP_ROOT_VALUE)
			.disable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
			.disable(DeserializationFeature.USE_LONG_FOR_INTS)
			.disable(DeserializationFeature.USE_JAVA_ARRAY_FOR_JSON_ARRAY)
			// The offset in the message is part of the value.
			.disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
		mapper.configure(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS, true);
		mapper.configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
		mapper.configure(JsonNodeFeature.READ_NULL_PROPERTIES, true);
	}

	private static void types(ObjectMapper mapper) {
		mapper.setConfig(mapper.getDeserializationConfig()
			.with(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
			.with(MapperFeature.BLOCK_UNSAFE_POLYMORPHIC_BASE_TYPES, true));
	}

	private static void scalars(ObjectMapper mapper) {
		refuse(mapper, LogicalType.Textual, CoercionInputShape.Integer, CoercionInputShape.Float,
				CoercionInputShape.Boolean);
		refuse(mapper, LogicalType.Integer, CoercionInputShape.String, CoercionInputShape.EmptyString,
				CoercionInputShape.Float, CoercionInputShape.Boolean);
		refuse(mapper, LogicalType.Float, CoercionInputShape.String, CoercionInputShape.EmptyString,
				CoercionInputShape.Boolean);
		refuse(mapper, LogicalType.Boolean, CoercionInputShape.String, CoercionInputShape.EmptyString,
				CoercionInputShape.Integer, CoercionInputShape.Float);
		refuse(mapper, LogicalType.Enum, CoercionInputShape.EmptyString, CoercionInputShape.Integer);
		refuse(mapper, LogicalType.DateTime, CoercionInputShape.EmptyString);
	}

	private static void refuse(ObjectMapper mapper, LogicalType type, CoercionInputShape... shapes) {
		for (CoercionInputShape shape : shapes) {
			mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
		}
	}

}
