package io.amphora.contract.shop;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import io.amphora.annotation.AmphoraContract;

/**
 * No contract itself, but makes one of what it stands on.
 */
@AmphoraContract("shop")
@Retention(RetentionPolicy.RUNTIME)
public @interface ShopContract {

}
