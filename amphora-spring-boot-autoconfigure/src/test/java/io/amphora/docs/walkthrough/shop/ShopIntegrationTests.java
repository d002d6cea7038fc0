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

package io.amphora.docs.walkthrough.shop;

// tag::test[]
import io.amphora.annotation.AmphoraFunction;
import io.amphora.docs.walkthrough.inventory.OutOfStockException;
import io.amphora.docs.walkthrough.inventory.Reservation;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "amphora.embedded.enabled=true")
class ShopIntegrationTests {

	private final MockMvcTester mvc;

	ShopIntegrationTests(@Autowired WebApplicationContext context) {
		this.mvc = MockMvcTester.from(context);
	}

	@Test
	void ordersAreReserved() {
		assertThat(this.mvc.post().uri("/orders?article=lamp&count=2")).hasStatus(HttpStatus.CREATED);
	}

	@Test
	void orderOfTooManyIsAConflict() {
		assertThat(this.mvc.post().uri("/orders?article=lamp&count=3")).hasStatus(HttpStatus.CONFLICT);
	}

	@TestConfiguration
	static class InventoryStub {

		@AmphoraFunction(service = "inventory")
		Reservation reserve(String article, int count) {
			if (count > 2) {
				throw new OutOfStockException("There are 2 left");
			}
			return new Reservation(article, count);
		}

	}

}
// end::test[]
