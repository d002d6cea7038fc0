package io.amphora.docs;

// tag::bean[]
import java.util.Optional;

import io.amphora.CallContext;
import io.amphora.annotation.AmphoraFunction;

import org.springframework.stereotype.Service;

@Service
class GreetingFunctions {

	@AmphoraFunction
	String greet(String name, Optional<String> greeting, CallContext context) {
		return greeting.orElse("Hello") + " " + name + " from " + context.service();
	}

	@AmphoraFunction
	int sum(int... numbers) {
		int sum = 0;
		for (int number : numbers) {
			sum += number;
		}
		return sum;
	}

}
// end::bean[]
