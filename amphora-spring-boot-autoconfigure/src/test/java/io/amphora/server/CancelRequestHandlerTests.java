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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link CancelRequestHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CancelRequestHandlerTests {

	private final Map<Set<String>, Duration> cancelled = new HashMap<>();

	private final CancelRequestHandler handler = new CancelRequestHandler("shop",
			new RequestReader(new Jackson2RpcSerializer()), this.cancelled::put);

	@Test
	void messageThatCannotBeReadIsDroppedAndLoggedWithTheService(CapturedOutput output) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.body()).willReturn("no json".getBytes(StandardCharsets.UTF_8));
		given(delivery.properties()).willReturn(new BasicProperties.Builder().contentType("application/json").build());
		for (int i = 0; i < 2; i++) {
			this.handler.handle(delivery);
		}
		then(delivery).should(times(2)).acknowledge();
		assertThat(this.cancelled).isEmpty();
		assertThat(output.getOut())
			.containsOnlyOnce("Dropping a cancellation of calls of service 'shop' that cannot be read: The body")
			.doesNotContain("no json");
	}

}
