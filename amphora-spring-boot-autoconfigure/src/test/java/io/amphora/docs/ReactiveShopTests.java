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
