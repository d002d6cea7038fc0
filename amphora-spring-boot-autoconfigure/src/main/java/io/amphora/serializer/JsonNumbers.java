package io.amphora.serializer;

/**
 * Guards against numbers that are too large for their type.
 */
final class JsonNumbers {

	private JsonNumbers() {
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
