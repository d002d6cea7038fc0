package io.amphora.docs.migration.rabbit;

// tag::bean[]
import io.amphora.client.AmphoraClient;

import org.springframework.stereotype.Component;

@Component
class StockClient {

	private final AmphoraClient inventory;

	StockClient(AmphoraClient inventory) {
		this.inventory = inventory;
	}

	int stock(String article) {
		return this.inventory.call("stock", int.class, article);
	}

}
// end::bean[]
