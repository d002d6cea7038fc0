package io.amphora.docs.migration.http;

// tag::bean[]
import org.springframework.stereotype.Component;

@Component
class StoredStocks implements Stocks {

	@Override
	public int stock(String article) {
		return article.equals("SKU-1") ? 5 : 0;
	}

}
// end::bean[]
