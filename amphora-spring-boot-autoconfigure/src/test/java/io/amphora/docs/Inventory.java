package io.amphora.docs;

// tag::contract[]
import io.amphora.annotation.AmphoraContract;

@AmphoraContract("inventory")
interface Inventory {

	int take(String article, int count) throws OutOfStockException;

}
// end::contract[]
