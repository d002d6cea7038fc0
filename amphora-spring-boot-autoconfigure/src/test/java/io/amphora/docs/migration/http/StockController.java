package io.amphora.docs.migration.http;

// tag::bean[]
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StockController {

	@GetMapping("/stock/{article}")
	int stock(@PathVariable String article) {
		return article.equals("SKU-1") ? 5 : 0;
	}

}
// end::bean[]
