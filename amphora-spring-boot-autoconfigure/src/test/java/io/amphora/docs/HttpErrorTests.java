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

import java.util.List;

import io.amphora.NoResultException;
import io.amphora.WrongRequestException;
import io.amphora.WrongRequestException.Violation;
import io.amphora.web.AmphoraExceptionAdvice;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * The code of {@code docs/calls.md} that handles HTTP requests.
 */
class HttpErrorTests {

	private final Inventory inventory = mock(Inventory.class);

	private final MockMvcTester mvc = MockMvcTester.of(List.of(new OrderController(this.inventory)),
			(builder) -> builder.setControllerAdvice(new AmphoraExceptionAdvice(new ReasonExceptionHandler())).build());

	@Test
	void exceptionOfTheContractHasItsOwnStatus() {
		given(this.inventory.take("lamp", 3)).willThrow(new OutOfStockException("There are 2 left"));
		assertThat(this.mvc.post().uri("/orders/lamp?count=3")).hasStatus(HttpStatus.CONFLICT)
			.bodyJson()
			.hasPathSatisfying("$.detail", (detail) -> assertThat(detail).isEqualTo("There are 2 left"));
	}

	@Test
	void wrongRequestHasReasonAndViolations() {
		given(this.inventory.take("lamp", 0)).willThrow(new WrongRequestException("'count' must be positive",
				List.of(new Violation("count", "must be positive"))));
		assertThat(this.mvc.post().uri("/orders/lamp?count=0")).hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.isLenientlyEqualTo("""
					{"status":400,"title":"Bad Request","detail":"'count' must be positive",
					"violations":[{"path":"count","message":"must be positive"}]}""");
	}

	@Test
	void timeoutIsAGatewayTimeout() {
		given(this.inventory.take("lamp", 1)).willThrow(new NoResultException("No result", null));
		assertThat(this.mvc.post().uri("/orders/lamp?count=1")).hasStatus(HttpStatus.GATEWAY_TIMEOUT);
	}

}
