package io.amphora.contract.shop;

import io.amphora.annotation.AmphoraContract;

/**
 * A contract to be found by scanning.
 */
@AmphoraContract("shop")
public interface Orders {

	int count();

}
