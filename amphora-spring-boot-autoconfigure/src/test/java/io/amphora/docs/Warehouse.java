package io.amphora.docs;

// tag::contract[]
import java.util.concurrent.CompletableFuture;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.CallTimeout;
import io.amphora.annotation.RoutingKey;

@AmphoraContract("warehouse")
interface Warehouse {

	int stock(String article);

	CompletableFuture<Integer> reserve(String article, int count);

	@AmphoraFunction("labels.print")
	@CallTimeout("30s")
	String printLabel(String article, @RoutingKey String printer);

	default boolean has(String article) {
		return stock(article) > 0;
	}

}
// end::contract[]
