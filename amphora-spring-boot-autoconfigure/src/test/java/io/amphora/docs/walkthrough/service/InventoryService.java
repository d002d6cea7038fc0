package io.amphora.docs.walkthrough.service;

// tag::service[]
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.docs.walkthrough.inventory.Inventory;
import io.amphora.docs.walkthrough.inventory.OutOfStockException;
import io.amphora.docs.walkthrough.inventory.Reservation;

import org.springframework.stereotype.Service;

@Service
class InventoryService implements Inventory {

	private final Map<String, Integer> stock = new ConcurrentHashMap<>(Map.of("lamp", 1_000_000, "sofa", 2));

	@Override
	public int stock(String article) {
		return this.stock.getOrDefault(article, 0);
	}

	@Override
	public Reservation reserve(String article, int count) {
		this.stock.merge(article, -count, (present, change) -> {
			if (present + change < 0) {
				throw new OutOfStockException("There are %d of '%s' left".formatted(present, article));
			}
			return present + change;
		});
		return new Reservation(article, count);
	}

}
// end::service[]
