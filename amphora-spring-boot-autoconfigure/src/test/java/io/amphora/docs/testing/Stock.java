package io.amphora.docs.testing;

import io.amphora.annotation.AmphoraContract;

@AmphoraContract("stock")
interface Stock {

	int count(String article);

}
