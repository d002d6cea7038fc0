package io.amphora.serializer;

import java.math.BigDecimal;

/**
 * Guards against numbers that are too large for their type, and keeps the sign of zero.
 */
final class JsonNumbers {

	/** Stands for a negative zero, which no decimal can be. */
	static final BigDecimal NEGATIVE_ZERO = new BigDecimal("0.0");

	private JsonNumbers() {
	}

	/** Whether a decimal is the very one, as any zero may equal it. */
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
