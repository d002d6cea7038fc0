package io.amphora.sample;

import io.amphora.annotation.AmphoraFunction;

import org.springframework.stereotype.Service;

/**
 * The functions of the service {@code simplemath}.
 */
@Service
class MathFunctions {

	@AmphoraFunction
	int add(int x, int y) {
		return x + y;
	}

	@AmphoraFunction("sub")
	int subtract(int x, int y) {
		return x - y;
	}

	@AmphoraFunction
	int multiply(int x, int y) {
		return x * y;
	}

	@AmphoraFunction("div")
	int divide(int x, int y) {
		return x / y;
	}

}
