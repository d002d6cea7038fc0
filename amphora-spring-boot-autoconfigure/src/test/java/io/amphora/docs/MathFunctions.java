package io.amphora.docs;

// tag::bean[]
import io.amphora.annotation.AmphoraFunction;

import org.springframework.stereotype.Service;

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

}
// end::bean[]
