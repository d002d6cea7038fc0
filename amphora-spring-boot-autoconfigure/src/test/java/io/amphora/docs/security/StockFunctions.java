package io.amphora.docs.security;

import io.amphora.AmphoraError;
import io.amphora.annotation.AmphoraFunction;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

@Service
class StockFunctions {

	@AmphoraFunction
	int take(int count) {
		if (count > 100) {
			throw new IllegalStateException("jdbc:stock is full");
		}
		throw new OutOfStockException(count);
	}

	// tag::method[]
	@AmphoraFunction
	@PreAuthorize("hasRole('KEEPER')")
	String clear() {
		return "cleared by " + SecurityContextHolder.getContext().getAuthentication().getName();
	}
	// end::method[]

	// tag::error[]
	@AmphoraError("OutOfStock")
	static class OutOfStockException extends RuntimeException {

		OutOfStockException(int count) {
			super("There are not " + count + " left");
		}

	}
	// end::error[]

}
