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

package io.amphora.docs;

import java.util.concurrent.CompletableFuture;

import io.amphora.NoResultException;
import io.amphora.web.AmphoraExceptionHandler;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ReactiveShop} in a WebFlux application.
 */
class ReactiveShopTests {

	private final Warehouse warehouse = mock(Warehouse.class);

	private final WebTestClient client = WebTestClient
		.bindToController(new ShopController(new ReactiveShop(this.warehouse)))
		.controllerAdvice(new AmphoraExceptionHandler())
		.build();

	@Test
	void controllerReturnsTheResultOfTheCall() {
		given(this.warehouse.reserve("lamp", 1)).willReturn(CompletableFuture.completedFuture(41));
		this.client.get().uri("/lamp").exchange().expectStatus().isOk().expectBody(Integer.class).isEqualTo(41);
	}

	@Test
	void callThatFailsHasAStatus() {
		given(this.warehouse.reserve("lamp", 1))
			.willReturn(CompletableFuture.failedFuture(new NoResultException("no result")));
		this.client.get().uri("/lamp").exchange().expectStatus().isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
	}

	@RestController
	static class ShopController {

		private final ReactiveShop shop;

		ShopController(ReactiveShop shop) {
			this.shop = shop;
		}

		@GetMapping("/{article}")
		Mono<Integer> order(@PathVariable("article") String article) {
			return this.shop.order(article);
		}

	}

}
