package io.amphora.docs;

import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Component;

// tag::bean[]
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
