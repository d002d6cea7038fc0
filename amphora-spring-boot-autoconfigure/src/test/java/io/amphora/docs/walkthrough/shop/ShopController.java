package io.amphora.docs.walkthrough.shop;

// tag::controller[]
import io.amphora.docs.walkthrough.inventory.Inventory;
import io.amphora.docs.walkthrough.inventory.OutOfStockException;
import io.amphora.docs.walkthrough.inventory.Reservation;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ShopController {

	private final Inventory inventory;

	ShopController(Inventory inventory) {
		this.inventory = inventory;
	}

	@PostMapping("/orders")
	@ResponseStatus(HttpStatus.CREATED)
	Reservation order(@RequestParam String article, @RequestParam int count) {
		return this.inventory.reserve(article, count);
	}

	@ExceptionHandler
	ProblemDetail outOfStock(OutOfStockException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
	}

}
// end::controller[]
