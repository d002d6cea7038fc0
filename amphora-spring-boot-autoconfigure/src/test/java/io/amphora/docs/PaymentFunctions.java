package io.amphora.docs;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.server.function.Acknowledge;

import org.springframework.stereotype.Service;

/**
 * A function of {@code docs/serving.md} that must not run twice.
 */
// tag::bean[]
@Service
class PaymentFunctions {

	@AmphoraFunction(acknowledge = Acknowledge.ON_RECEIPT)
	String charge(String card, long cents) {
		return "charged " + cents + " cents to " + card;
	}

}
// end::bean[]
