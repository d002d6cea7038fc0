package io.amphora.docs.walkthrough.inventory;

// tag::api[]
import io.amphora.annotation.AmphoraContract;
import jakarta.validation.constraints.Positive;

@AmphoraContract("inventory")
public interface Inventory {

	int stock(String article);

	Reservation reserve(String article, @Positive int count) throws OutOfStockException;

}
// end::api[]
