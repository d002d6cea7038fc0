package io.amphora.docs;

// tag::bean[]
import io.amphora.client.AmphoraClient;

import org.springframework.stereotype.Component;

@Component
class Calculator {

	private final AmphoraClient simplemath;

	Calculator(AmphoraClient simplemath) {
		this.simplemath = simplemath;
	}

	int difference() {
		int five = this.simplemath.call("add", int.class, 2, 3);
		return this.simplemath.call("sub", int.class, 10, five);
	}

}
// end::bean[]
