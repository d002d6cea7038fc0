package io.amphora.docs;

// tag::controller[]
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderController {

	private final Inventory inventory;

	OrderController(Inventory inventory) {
		this.inventory = inventory;
	}

	@PostMapping("/orders/{article}")
	int order(@PathVariable("article") String article, @RequestParam("count") int count) {
		return this.inventory.take(article, count);
	}

	@ExceptionHandler
	ProblemDetail outOfStock(OutOfStockException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
	}

}
// end::controller[]
