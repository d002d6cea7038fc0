package io.amphora.docs.walkthrough.inventory;

// tag::api[]
import io.amphora.AmphoraError;

@AmphoraError
public class OutOfStockException extends RuntimeException {

	public OutOfStockException(String message) {
		super(message);
	}

}
// end::api[]
