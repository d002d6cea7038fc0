package io.amphora.sample;

import io.amphora.client.AmphoraClient;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls that wait for their results.
 */
@Component
@Order(1)
class CallSection extends Section {

	private final AmphoraClient simplemath;

	CallSection(AmphoraClient simplemath) {
		super("Call a function and wait for its result");
		this.simplemath = simplemath;
	}

	@Override
	void show() throws Exception {
		show("add", 2, 3);
		show("sub", 10, 3);
		show("multiply", 5, 5);
		show("div", 64, 16);
		show("div", 10, 0);
	}

	private void show(String function, Object... args) throws Exception {
		print(call(function, args), () -> this.simplemath.call(function, Integer.class, args));
	}

}
