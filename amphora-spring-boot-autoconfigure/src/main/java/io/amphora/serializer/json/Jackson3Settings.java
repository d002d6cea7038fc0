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

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Settings that the wire format requires. They override those of the user's mapper.
 */
final class Jackson3Settings {

	private Jackson3Settings() {
	}

	static JsonMapper.Builder applyTo(JsonMapper.Builder mapper) {
		mapper.deactivateDefaultTyping();
		writing(mapper);
		reading(mapper);
		mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
		scalars(mapper);
		return mapper;
	}

	private static void writing(JsonMapper.Builder mapper) {
		mapper.disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
			.disable(DateTimeFeature.WRITE_DATE_KEYS_AS_TIMESTAMPS)
			.disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
			.disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
			.disable(EnumFeature.WRITE_ENUMS_USING_INDEX)
			.disable(EnumFeature.WRITE_ENUM_KEYS_USING_INDEX)
			.disable(SerializationFeature.WRAP_ROOT_VALUE)
			.disable(SerializationFeature.INDENT_OUTPUT)
			.disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
			.disable(SerializationFeature.CLOSE_CLOSEABLE);
		mapper.configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, false);
	}

	private static void reading(JsonMapper.Builder mapper) {
		mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.disable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
			.disable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
			.disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
			.disable(DeserializationFeature.UNWRAP_ROOT_VALUE)
			.disable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
			.disable(DeserializationFeature.USE_LONG_FOR_INTS)
			.disable(DeserializationFeature.USE_JAVA_ARRAY_FOR_JSON_ARRAY)
			// The offset in the message is part of the value.
			.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
		mapper.configure(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS, true);
		mapper.configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
		mapper.configure(JsonNodeFeature.READ_NULL_PROPERTIES, true);
	}

	private static void scalars(JsonMapper.Builder mapper) {
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

	private static void refuse(JsonMapper.Builder mapper, LogicalType type, CoercionInputShape... shapes) {
		for (CoercionInputShape shape : shapes) {
			mapper.withCoercionConfig(type, (config) -> config.setCoercion(shape, CoercionAction.Fail));
		}
	}

}
