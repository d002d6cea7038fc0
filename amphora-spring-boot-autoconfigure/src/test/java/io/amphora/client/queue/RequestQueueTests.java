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

package io.amphora.client.queue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RequestQueue}.
 */
class RequestQueueTests {

	@ParameterizedTest
	@ValueSource(strings = { "rpc_shop_response_till-1", "rpc_shop_response_till_request", "rpc_shop_till_response",
			"rpc_shop_response" })
	void refusesNamesOfReplyQueues(String name) {
		RequestQueue queue = RequestQueue.named("till");
		assertThatIllegalArgumentException().isThrownBy(() -> queue.brokerName(name))
			.withMessageStartingWith("Queue '" + name + "' cannot be used for requests");
	}

	@Test
	void refusesALabelThatLeadsToTheNameOfAReplyQueue() {
		assertThatIllegalArgumentException().isThrownBy(() -> RequestQueue.named("shop_response_till"))
			.withMessageContaining("'rpc_shop_response_till_request'");
	}

	@Test
	void refusesNamesFromWhichTheBrokerOmitsCharacters() {
		RequestQueue queue = RequestQueue.named("till");
		assertThatIllegalArgumentException().isThrownBy(() -> queue.brokerName("rpc_shop_res\nponse_till"))
			.withMessage("A name on the broker must not contain control characters");
	}

	@Test
	void refusesARoutingKeyThatIsTooLong() {
		RequestQueue queue = RequestQueue.named("till");
		assertThatIllegalArgumentException().isThrownBy(() -> queue.routingKey("k".repeat(256)))
			.withMessage("A routing key must not be longer than 255 bytes");
		assertThat(queue.routingKey("k".repeat(255)).routingKey()).hasSize(255);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rpc_shop_queue_till", "rpc_shop_response_request", "shop_response_till", "responses" })
	void acceptsOtherNames(String name) {
		assertThat(RequestQueue.named("till").brokerName(name).brokerName()).isEqualTo(name);
	}

}
