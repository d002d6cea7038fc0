package io.amphora.docs;

// tag::bean[]
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Service;

@Service
class ShelfWarehouse implements Warehouse {

	private final Map<String, Integer> shelf = new ConcurrentHashMap<>(Map.of("lamp", 3));

	@Override
	public int stock(String article) {
		return this.shelf.getOrDefault(article, 0);
	}

	@Override
	public CompletableFuture<Integer> reserve(String article, int count) {
		return CompletableFuture.completedFuture(this.shelf.merge(article, -count, Integer::sum));
	}

	@Override
	public String printLabel(String article, String printer) {
		return article + " on " + printer;
	}

}
// end::bean[]
