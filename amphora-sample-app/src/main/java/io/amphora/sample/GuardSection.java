package io.amphora.sample;

import io.amphora.client.AmphoraClient;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Arguments and callers that a server refuses, and an interceptor that has seen them all.
 */
@Component
@Order(9)
class GuardSection extends Section {

	private final AmphoraClient simplemath;

	private final AmphoraClient keeper;

	private final CallCounter counter;

	GuardSection(AmphoraClient simplemath, AmphoraClient keeper, CallCounter counter) {
		super("Check arguments and callers");
		this.simplemath = simplemath;
		this.keeper = keeper;
		this.counter = counter;
	}

	@Override
	void show() throws Exception {
		print("sqrt(49)", () -> this.simplemath.call("sqrt", double.class, 49));
		print("sqrt(-1)", () -> this.simplemath.call("sqrt", double.class, -1));
		print("sweep()", () -> this.simplemath.call("sweep", String.class));
		print("the keeper's sweep()", () -> this.keeper.call("sweep", String.class));
		print("an interceptor has seen sweep() " + this.counter.count("sweep") + " times");
	}

}
