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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Guards against numbers that are too large for their type, and keeps the sign of zero.
 */
final class JsonNumbers {

	/** Represents a negative zero, which a {@code BigDecimal} cannot hold. */
	static final BigDecimal NEGATIVE_ZERO = new BigDecimal("0.0");

	private static final String OUT_OF_RANGE = "out of range";

	/** The number of bits of each type of whole numbers, without the sign. */
	private static final Map<Type, Integer> WHOLE = Map.of(byte.class, 7, Byte.class, 7, short.class, 15, Short.class,
			15, int.class, 31, Integer.class, 31, long.class, 63, Long.class, 63, BigInteger.class, Integer.MAX_VALUE);

	private JsonNumbers() {
	}

	/** Compares by identity, as other zeros are equal to the constant. */
	@SuppressWarnings("ReferenceEquality")
	static boolean isNegativeZero(BigDecimal value) {
		return value == NEGATIVE_ZERO;
	}

	/**
	 * Return why a number cannot be read as another type of number.
	 * @return the end of a sentence, or {@code null} if there is another reason
	 */
	static @Nullable String mismatch(Number number, Type wanted) {
		if (!WHOLE.containsKey(wanted)) {
			return isInfinite(number, wanted) ? OUT_OF_RANGE : null;
		}
		BigDecimal value = new BigDecimal(number.toString());
		if (number instanceof BigDecimal || number instanceof Double) {
			return (value.stripTrailingZeros().scale() > 0) ? "not a whole number" : "not written as a whole number";
		}
		return (value.toBigInteger().bitLength() > WHOLE.get(wanted)) ? OUT_OF_RANGE : null;
	}

	private static boolean isInfinite(Number number, Type wanted) {
		if (wanted == float.class || wanted == Float.class) {
			return Float.isInfinite(number.floatValue());
		}
		return (wanted == double.class || wanted == Double.class) && Double.isInfinite(number.doubleValue());
	}

	static double finite(double value) {
		if (Double.isInfinite(value)) {
			throw new ArithmeticException("too large for a double");
		}
		return value;
	}

	static float finite(float value) {
		if (Float.isInfinite(value)) {
			throw new ArithmeticException("too large for a float");
		}
		return value;
	}

}
