package io.amphora.docs.walkthrough.service;

// tag::test[]
import io.amphora.WrongRequestException;
import io.amphora.autoconfigure.test.AmphoraTest;
import io.amphora.client.AmphoraClient;
import io.amphora.contract.AmphoraContracts;
import io.amphora.docs.walkthrough.inventory.Inventory;
import io.amphora.docs.walkthrough.inventory.OutOfStockException;
import io.amphora.docs.walkthrough.inventory.Reservation;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@AmphoraTest(properties = "amphora.server.service-name=inventory")
class InventoryServiceIntegrationTests {

	private final Inventory inventory;

	InventoryServiceIntegrationTests(@Autowired AmphoraClient client) {
		this.inventory = AmphoraContracts.create(Inventory.class, client);
	}

	@Test
	void reservesArticles() {
		assertThat(this.inventory.reserve("lamp", 2)).isEqualTo(new Reservation("lamp", 2));
	}

	@Test
	void refusesMoreThanThereAre() {
		assertThatExceptionOfType(OutOfStockException.class).isThrownBy(() -> this.inventory.reserve("sofa", 3))
			.withMessage("There are 2 of 'sofa' left");
	}

	@Test
	void refusesNumbersThatAreNotPositive() {
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> this.inventory.reserve("sofa", 0));
	}

}
// end::test[]
