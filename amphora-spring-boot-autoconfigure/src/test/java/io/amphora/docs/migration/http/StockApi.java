package io.amphora.docs.migration.http;

// tag::contract[]
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

interface StockApi {

	@GetExchange("/stock/{article}")
	int stock(@PathVariable String article);

}
// end::contract[]
