package io.amphora.docs;

// tag::bean[]
import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Component;

@Component
class Shop {

	private final Warehouse warehouse;

	Shop(Warehouse warehouse) {
		this.warehouse = warehouse;
	}

	int order(String article) {
		if (!this.warehouse.has(article)) {
			throw new IllegalStateException(article + " is sold out");
		}
		CompletableFuture<Integer> left = this.warehouse.reserve(article, 1);
		return left.join();
	}

}
// end::bean[]
