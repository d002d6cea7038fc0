package io.amphora.docs.testing;

// tag::bean[]
import io.amphora.annotation.AmphoraFunction;

import org.springframework.stereotype.Service;

@Service
class PriceFunctions {

	private final Stock stock;

	PriceFunctions(Stock stock) {
		this.stock = stock;
	}

	@AmphoraFunction
	int price(String article) {
		return (this.stock.count(article) < 10) ? 12 : 9;
	}

}
// end::bean[]
