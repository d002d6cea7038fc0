package io.amphora.docs.migration.http;

// tag::contract[]
import io.amphora.annotation.AmphoraContract;

@AmphoraContract("inventory")
interface Stocks {

	int stock(String article);

}
// end::contract[]
