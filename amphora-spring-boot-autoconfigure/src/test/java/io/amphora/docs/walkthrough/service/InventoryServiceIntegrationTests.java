/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
