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

package io.amphora.server;

import io.amphora.transport.Delivery;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ReturnedRequest}.
 */
class ReturnedRequestTests {

	private final Delivery part = mock(Delivery.class);

	private final ReturnedRequest request = new ReturnedRequest(this.part, "shop", () -> {
	}, (cause) -> {
	});

	@Test
	void isPublishedToTheExchangeOfTheService() {
		published("rpc_shop_request", "shop");
		given(this.part.queue()).willReturn("rpc_shop_request");
		assertThat(this.request.exchange()).isEqualTo("rpc_shop_request");
		assertThat(this.request.routingKey()).isEqualTo("shop");
	}

	@Test
	void isPublishedToItsQueueIfItCameFromAnotherExchange() {
		published("gone", "any");
		given(this.part.queue()).willReturn("rpc_shop_request");
		assertThat(this.request.exchange()).isEmpty();
		assertThat(this.request.routingKey()).isEqualTo("rpc_shop_request");
	}

	@Test
	void isPublishedToItsExchangeIfTheBrokerDoesNotRouteNamesOfQueues() {
		published("other", "any");
		assertThat(this.request.exchange()).isEqualTo("other");
		assertThat(this.request.routingKey()).isEqualTo("any");
	}

	private void published(String exchange, String routingKey) {
		given(this.part.exchange()).willReturn(exchange);
		given(this.part.routingKey()).willReturn(routingKey);
	}

}
