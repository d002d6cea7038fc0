package io.amphora.docs.walkthrough.shop;

// tag::application[]
import io.amphora.contract.ImportAmphoraContracts;
import io.amphora.docs.walkthrough.inventory.Inventory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
@ImportAmphoraContracts(Inventory.class)
public class ShopApplication {

	public static void main(String[] args) {
		SpringApplication.run(ShopApplication.class, args);
	}

}
// end::application[]
