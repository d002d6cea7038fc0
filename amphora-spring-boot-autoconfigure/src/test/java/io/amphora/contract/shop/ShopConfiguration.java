package io.amphora.contract.shop;

import io.amphora.annotation.AmphoraContract;
import io.amphora.contract.ImportAmphoraContracts;

import org.springframework.context.annotation.Configuration;

/**
 * Imports the contracts of its own package.
 */
@Configuration(proxyBeanMethods = false)
@ImportAmphoraContracts
public class ShopConfiguration {

	/** The same simple name as that of a contract in another package. */
	@ShopContract
	public interface Customers {

		int count();

	}

	/** A class is no contract. */
	@AmphoraContract("shop")
	public static class NoInterface {

	}

	/** An interface without the annotation is no contract. */
	public interface NoContract {

	}

}
