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

import java.math.BigDecimal;

/**
 * Guards against numbers that are too large for their type, and keeps the sign of zero.
 */
final class JsonNumbers {

	/** Represents a negative zero, which a {@code BigDecimal} cannot hold. */
	static final BigDecimal NEGATIVE_ZERO = new BigDecimal("0.0");

	private JsonNumbers() {
	}

	/** Compares by identity, as other zeros are equal to the constant. */
	@SuppressWarnings("ReferenceEquality")
	static boolean isNegativeZero(BigDecimal value) {
		return value == NEGATIVE_ZERO;
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
