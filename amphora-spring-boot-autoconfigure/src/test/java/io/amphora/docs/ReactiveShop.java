package io.amphora.docs;

import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

// tag::bean[]
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
