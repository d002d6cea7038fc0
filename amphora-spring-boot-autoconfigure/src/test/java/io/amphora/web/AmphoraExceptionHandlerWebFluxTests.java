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

package io.amphora.web;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import io.amphora.AmphoraException;
import io.amphora.CallStage;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.TopologyException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.WrongRequestException.Violation;
import io.amphora.WrongResultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static io.amphora.test.TestService.PATIENCE;
import static io.amphora.web.FailedCalls.SECRET;
import static io.amphora.web.FailedCalls.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link AmphoraExceptionHandler} with Spring WebFlux.
 */
class AmphoraExceptionHandlerWebFluxTests {

	private final FailingController controller = new FailingController();

	private final WebTestClient client = WebTestClient.bindToController(this.controller)
		.controllerAdvice(new AmphoraExceptionAdvice(new AmphoraExceptionHandler()))
		.configureClient()
		.responseTimeout(PATIENCE)
		.build();

	static Stream<Arguments> statuses() {
		return Stream.of(arguments(503, new NoResultException(SECRET, report(CallStage.HELD))),
				arguments(503, new UnroutableRequestException(SECRET, report(CallStage.RETURNED))),
				arguments(503, new TopologyException(SECRET, null)),
				arguments(504, new NoResultException(SECRET, report(CallStage.CONFIRMED))),
				arguments(502, new RemoteException("SQLException", List.of(SECRET), report(CallStage.REPLIED))),
				arguments(502, new WrongResultException(SECRET, report(CallStage.REPLIED), null)),
				arguments(400, new WrongRequestException(SECRET, report(CallStage.REPLIED), null)));
	}

	@ParameterizedTest
	@MethodSource("statuses")
	void exceptionHasAStatusAndKeepsItsMessage(int status, AmphoraException failure) {
		this.controller.failure = failure;
		for (String path : List.of("/", "/future", "/mono", "/flux")) {
			this.client.get()
				.uri(path)
				.exchange()
				.expectStatus()
				.isEqualTo(status)
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON)
				.expectBody(String.class)
				.value((body) -> assertThat(body).contains("\"status\":" + status, "\"instance\":\"" + path + "\"")
					.doesNotContain(SECRET, "violations"));
		}
	}

	@Test
	void violationsAreListed() {
		this.controller.failure = new WrongRequestException("The server could not use ...", SECRET,
				List.of(new Violation("order.sku", "must not be blank")), report(CallStage.REPLIED), null);
		this.client.get().uri("/mono").exchange().expectStatus().isBadRequest().expectBody().json("""
				{"title":"Bad Request","status":400,"detail":"The service refused the request.",
				"instance":"/mono","violations":[{"path":"order.sku","message":"must not be blank"}]}""");
	}

	@Test
	void futuresAreUnwrapped() {
		this.controller.failure = new CompletionException(new NoResultException(SECRET));
		this.client.get().uri("/").exchange().expectStatus().isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
		this.client.get().uri("/mono").exchange().expectStatus().isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
	}

	@Test
	void otherExceptionsAreLeftToOtherHandlers() {
		this.controller.failure = new IllegalStateException(new RemoteException("x"));
		this.client.get().uri("/mono").exchange().expectStatus().isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
		this.controller.failure = new WrongRequestException("x", report(CallStage.HELD), null);
		this.client.get().uri("/mono").exchange().expectStatus().isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
	}

	@Test
	void handlerOfTheControllerGoesFirst() {
		WebTestClient.bindToController(new FailedCalls.OwnController())
			.controllerAdvice(new AmphoraExceptionAdvice(new AmphoraExceptionHandler()))
			.configureClient()
			.responseTimeout(PATIENCE)
			.build()
			.get()
			.uri("/")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
	}

	@RestController
	static class FailingController {

		private Exception failure = new IllegalStateException();

		@GetMapping("/")
		String fail() throws Exception {
			throw this.failure;
		}

		@GetMapping("/future")
		CompletableFuture<String> failLater() {
			return CompletableFuture.failedFuture(this.failure);
		}

		@GetMapping("/mono")
		Mono<String> failOnSubscription() {
			return Mono.fromFuture(this::failLater);
		}

		@GetMapping("/flux")
		Flux<String> failInsteadOfElements() {
			return Flux.error(this.failure);
		}

	}

}
