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

import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The schemas of numbers, strings, booleans, {@code void} and {@code Object}.
 */
final class ScalarSchemas {

	private static final Map<Class<?>, Map<String, Object>> schemas = new HashMap<>();

	static {
		add(Map.of(), Object.class);
		add(Map.of("type", "null"), void.class, Void.class);
		add(Map.of("type", "boolean"), boolean.class, Boolean.class);
		add(range(Byte.MIN_VALUE, Byte.MAX_VALUE), byte.class, Byte.class);
		add(range(Short.MIN_VALUE, Short.MAX_VALUE), short.class, Short.class);
		add(range(Integer.MIN_VALUE, Integer.MAX_VALUE), int.class, Integer.class, OptionalInt.class);
		add(range(Long.MIN_VALUE, Long.MAX_VALUE), long.class, Long.class, OptionalLong.class);
		add(Map.of("type", "integer"), BigInteger.class, Year.class);
		add(Map.of("type", "number"), float.class, double.class, OptionalDouble.class);
		add(Map.of("type", "string", "minLength", 1, "maxLength", 1), char.class, Character.class);
		add(Map.of("type", "string", "contentEncoding", "base64"), byte[].class);
		add(string("date-time"), Instant.class, OffsetDateTime.class, ZonedDateTime.class, Date.class);
		add(string("date"), LocalDate.class);
		add(string("duration"), Duration.class, Period.class);
		add(string("uuid"), UUID.class);
		add(string("uri"), URI.class, URL.class);
		// JSON Schema has no format for times without an offset
		add(Map.of("type", "string"), LocalDateTime.class, LocalTime.class, Locale.class, TimeZone.class, char[].class);
	}

	private ScalarSchemas() {
	}

	private static void add(Map<String, Object> schema, Class<?>... types) {
		for (Class<?> type : types) {
			schemas.put(type, schema);
		}
	}

	private static Map<String, Object> range(long minimum, long maximum) {
		return Map.of("type", "integer", "minimum", minimum, "maximum", maximum);
	}

	private static Map<String, Object> string(String format) {
		return Map.of("type", "string", "format", format);
	}

	static @Nullable Map<String, Object> of(Class<?> type) {
		Map<String, Object> schema = schemas.get(type);
		if (schema != null) {
			return schema;
		}
		if (Number.class.isAssignableFrom(type)) {
			return Map.of("type", "number");
		}
		boolean text = CharSequence.class.isAssignableFrom(type) || Temporal.class.isAssignableFrom(type);
		return text ? Map.of("type", "string") : null;
	}

}
