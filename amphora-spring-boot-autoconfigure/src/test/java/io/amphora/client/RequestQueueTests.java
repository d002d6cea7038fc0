package io.amphora.client;

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
			.withMessage("Queue '" + name + "' has the name of a reply queue. Use another name.");
	}

	@Test
	void refusesALabelThatLeadsToTheNameOfAReplyQueue() {
		assertThatIllegalArgumentException().isThrownBy(() -> RequestQueue.named("shop_response_till"))
			.withMessageContaining("'rpc_shop_response_till_request'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "rpc_shop_queue_till", "rpc_shop_response_request", "shop_response_till", "responses" })
	void acceptsOtherNames(String name) {
		assertThat(RequestQueue.named("till").brokerName(name).brokerName()).isEqualTo(name);
	}

}
