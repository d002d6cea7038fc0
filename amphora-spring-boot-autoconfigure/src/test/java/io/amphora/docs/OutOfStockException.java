package io.amphora.docs;

import io.amphora.AmphoraError;

// tag::exception[]
@AmphoraError("OutOfStock")
class OutOfStockException extends RuntimeException {

	OutOfStockException(String message) {
		super(message);
	}

}
// end::exception[]
