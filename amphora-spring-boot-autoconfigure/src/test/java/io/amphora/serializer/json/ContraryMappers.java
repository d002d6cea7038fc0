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

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;

/**
 * Mappers of users whose settings go against the wire format wherever they can.
 */
final class ContraryMappers {

	private ContraryMappers() {
	}

	static ObjectMapper jackson2() {
		return JsonMapper.builder()
			.findAndAddModules()
			.activateDefaultTyping(BasicPolymorphicTypeValidator.builder().allowIfBaseType(Object.class).build(),
					ObjectMapper.DefaultTyping.NON_FINAL, JsonTypeInfo.As.PROPERTY)
			.enable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
					SerializationFeature.WRAP_ROOT_VALUE, SerializationFeature.INDENT_OUTPUT,
					SerializationFeature.WRITE_ENUMS_USING_INDEX)
			.enable(DeserializationFeature.UNWRAP_ROOT_VALUE, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.USE_LONG_FOR_INTS, DeserializationFeature.READ_ENUMS_USING_TO_STRING,
					DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.build();
	}

	static tools.jackson.databind.json.JsonMapper jackson3() {
		return tools.jackson.databind.json.JsonMapper.builder()
			.activateDefaultTyping(tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator.builder()
				.allowIfBaseType(Object.class)
				.build(), DefaultTyping.NON_FINAL, JsonTypeInfo.As.PROPERTY)
			.enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
			.enable(EnumFeature.WRITE_ENUMS_USING_INDEX, EnumFeature.READ_ENUMS_USING_TO_STRING)
			.enable(tools.jackson.databind.SerializationFeature.WRAP_ROOT_VALUE,
					tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
			.enable(tools.jackson.databind.DeserializationFeature.UNWRAP_ROOT_VALUE,
					tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					tools.jackson.databind.DeserializationFeature.USE_LONG_FOR_INTS)
			.disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.build();
	}

}
