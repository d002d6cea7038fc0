package io.amphora.docs;

// tag::exception[]
import io.amphora.AmphoraError;

@AmphoraError("OutOfStock")
class OutOfStockException extends RuntimeException {

	OutOfStockException(String message) {
		super(message);
	}

}
// end::exception[]
