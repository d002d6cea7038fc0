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

import java.time.Duration;

import io.amphora.NoResultException;
import io.amphora.web.AmphoraExceptionAdvice;
import io.amphora.web.AmphoraExceptionHandler;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ReactiveOrderController}.
 */
class ReactiveOrderControllerTests {

	private final ReactiveWarehouse warehouse = mock(ReactiveWarehouse.class);

	private final WebTestClient client = WebTestClient.bindToController(new ReactiveOrderController(this.warehouse))
		.controllerAdvice(new AmphoraExceptionAdvice(new AmphoraExceptionHandler()))
		.configureClient()
		.responseTimeout(Duration.ofSeconds(30))
		.build();

	@Test
	void controllerReturnsTheResultOfTheCall() {
		given(this.warehouse.reserve("lamp", 1)).willReturn(Mono.just(41));
		this.client.post().uri("/orders/lamp").exchange().expectStatus().isOk().expectBody(Integer.class).isEqualTo(41);
	}

	@Test
	void callThatFailsHasAStatus() {
		given(this.warehouse.reserve("lamp", 1)).willReturn(Mono.error(new NoResultException("no result")));
		this.client.post().uri("/orders/lamp").exchange().expectStatus().isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
	}

}
