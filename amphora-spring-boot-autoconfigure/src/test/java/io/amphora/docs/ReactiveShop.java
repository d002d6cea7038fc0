package io.amphora.docs;

// tag::bean[]
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

@Component
class ReactiveShop {

	private final Warehouse warehouse;

	ReactiveShop(Warehouse warehouse) {
		this.warehouse = warehouse;
	}

	Mono<Integer> order(String article) {
		return Mono.fromFuture(() -> this.warehouse.reserve(article, 1));
	}

}
// end::bean[]
