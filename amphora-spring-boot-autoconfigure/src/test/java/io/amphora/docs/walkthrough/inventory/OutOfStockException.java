package io.amphora.docs.walkthrough.inventory;

import io.amphora.AmphoraError;

// tag::api[]
@AmphoraError
public class OutOfStockException extends RuntimeException {

	public OutOfStockException(String message) {
		super(message);
	}

}
// end::api[]
