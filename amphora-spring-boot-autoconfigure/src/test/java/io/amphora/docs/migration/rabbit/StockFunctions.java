package io.amphora.docs.migration.rabbit;

// tag::bean[]
import io.amphora.annotation.AmphoraFunction;

import org.springframework.stereotype.Component;

@Component
class StockFunctions {

	@AmphoraFunction
	int stock(String article) {
		return article.equals("SKU-1") ? 5 : 0;
	}

}
// end::bean[]
