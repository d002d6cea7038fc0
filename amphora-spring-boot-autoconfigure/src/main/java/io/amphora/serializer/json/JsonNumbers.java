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
