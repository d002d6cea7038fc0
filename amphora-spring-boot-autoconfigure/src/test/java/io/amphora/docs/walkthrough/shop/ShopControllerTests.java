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
import io.amphora.docs.walkthrough.inventory.Inventory;
import io.amphora.docs.walkthrough.inventory.OutOfStockException;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ShopControllerTests {

	private final Inventory inventory = mock(Inventory.class);

	private final MockMvcTester mvc = MockMvcTester.of(new ShopController(this.inventory));

	@Test
	void orderOfTooManyIsAConflict() {
		given(this.inventory.reserve("sofa", 3)).willThrow(new OutOfStockException("There are 2 left"));
		assertThat(this.mvc.post().uri("/orders?article=sofa&count=3")).hasStatus(HttpStatus.CONFLICT);
	}

}
// end::test[]
