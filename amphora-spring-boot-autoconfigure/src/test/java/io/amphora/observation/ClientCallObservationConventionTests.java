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

package io.amphora.observation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.RemoteException;
import io.amphora.client.interceptor.ClientCall;
import io.amphora.client.interceptor.ClientCallOutcome;
import io.micrometer.common.KeyValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ClientCallObservationConvention}.
 */
class ClientCallObservationConventionTests {

	private static final String LONG = "x".repeat(10_000);

	private final ClientCallObservationConvention convention = new ClientCallObservationConvention() {
	};

	@Test
	void valuesFromServersAreShortened() {
		ClientCall call = mock(ClientCall.class);
		given(call.service()).willReturn("math");
		given(call.function()).willReturn("add");
		given(call.correlationId()).willReturn("c1");
		given(call.routingKey()).willReturn("math");
		given(call.style()).willReturn(ClientCall.Style.CALL);
		ClientCallObservationContext context = new ClientCallObservationContext(call, null);
		CallReport report = new CallReport("math", "add", "math", "c1", CallStage.REPLIED, Duration.ZERO);
		context.ended(new ClientCallOutcome(null, new RemoteException(LONG, List.of(), report), report,
				new BasicProperties.Builder().headers(Map.of("amphora-instance", LONG)).build()), null);
		assertThat(this.convention.getHighCardinalityKeyValues(context)).hasSize(6)
			.extracting(KeyValue::getValue)
			.allSatisfy((value) -> assertThat(value).hasSizeLessThanOrEqualTo(100))
			.contains("x".repeat(100));
	}

}
