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

package io.amphora.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Converts the arguments of a remote exception, which are strings, numbers, booleans,
 * lists and maps, to the parameters of a constructor: numbers to other numbers, strings
 * to enums, and the elements of lists and maps. Values are never rounded to integers.
 */
final class ErrorArguments {

	private ErrorArguments() {
	}

	/**
	 * Convert an argument.
	 * @throws IllegalArgumentException if the argument does not fit the type
	 * @throws ArithmeticException if the argument does not fit the range of the type
	 */
	static @Nullable Object convert(@Nullable Object value, ResolvableType type) {
		Class<?> wanted = type.toClass();
		if (value == null && !wanted.isPrimitive()) {
			return null;
		}
		if (value instanceof Number number && !wanted.isInstance(value)) {
			return convert(number, ClassUtils.resolvePrimitiveIfNecessary(wanted));
		}
		if (value instanceof String name && wanted.isEnum()) {
			return constant(name, wanted);
		}
		if (value instanceof List<?> list && wanted != Object.class && wanted.isAssignableFrom(List.class)) {
			return convert(list, type.as(Iterable.class).getGeneric());
		}
		if (value instanceof Map<?, ?> map && wanted == Map.class) {
			return convert(map, type.getGeneric(0), type.getGeneric(1));
		}
		if (!ClassUtils.resolvePrimitiveIfNecessary(wanted).isInstance(value)) {
			throw new IllegalArgumentException("The value is no " + type);
		}
		return value;
	}

	private static Number convert(Number value, Class<?> wanted) {
		BigDecimal exact = new BigDecimal(value.toString());
		if (wanted == Integer.class) {
			return exact.intValueExact();
		}
		if (wanted == Long.class) {
			return exact.longValueExact();
		}
		if (wanted == Short.class) {
			return exact.shortValueExact();
		}
		if (wanted == Byte.class) {
			return exact.byteValueExact();
		}
		if (wanted == BigInteger.class) {
			return BigInteger.valueOf(exact.longValueExact());
		}
		if (wanted == Double.class) {
			return exact.doubleValue();
		}
		if (wanted == Float.class) {
			return exact.floatValue();
		}
		if (wanted == BigDecimal.class) {
			return exact;
		}
		throw new IllegalArgumentException("The value is a number");
	}

	private static Object constant(String name, Class<?> wanted) {
		for (Object constant : wanted.getEnumConstants()) {
			if (((Enum<?>) constant).name().equals(name)) {
				return constant;
			}
		}
		throw new IllegalArgumentException("The value is not a constant of " + wanted.getName());
	}

	private static List<@Nullable Object> convert(List<?> list, ResolvableType elementType) {
		List<@Nullable Object> converted = new ArrayList<>(list.size());
		for (Object element : list) {
			converted.add(convert(element, elementType));
		}
		return converted;
	}

	private static Map<@Nullable Object, @Nullable Object> convert(Map<?, ?> map, ResolvableType keyType,
			ResolvableType valueType) {
		Map<@Nullable Object, @Nullable Object> converted = new LinkedHashMap<>();
		map.forEach((key, value) -> converted.put(convert(key, keyType), convert(value, valueType)));
		return converted;
	}

}
