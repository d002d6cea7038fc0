package io.amphora.docs;

import io.amphora.annotation.AmphoraContract;

// tag::contract[]
@AmphoraContract("inventory")
interface Inventory {

	int take(String article, int count) throws OutOfStockException;

}
// end::contract[]
