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

package io.amphora.client;

import java.time.Duration;
import java.util.List;

import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.RequestRoute;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Publisher;
import io.amphora.transport.SendBuffer;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.MessageDeliveryMode;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for failures in {@link RequestBatcher}.
 */
class RequestBatcherFailureTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private final ServiceTopology topology = new ServiceTopology("math", QueueType.BROKER_DEFAULT);

	private final Jackson2RpcSerializer serializer = new Jackson2RpcSerializer();

	private final RequestFactory requests = new RequestFactory(this.topology, RequestRoute.toOne(this.topology),
			this.serializer, new RequestFactory.Sender("u1", this.topology.responseQueue("u1"), null, false,
					MessageDeliveryMode.PERSISTENT));

	private final Publisher publisher = mock(Publisher.class);

	private final SendBuffer sendBuffer = mock(SendBuffer.class);

	private final RequestBatcher batcher = new RequestBatcher(this.requests, this.serializer.batchFormat(),
			BatchLimits.defaults().nonAdaptive(), mock(BrokerTransport.class), this.publisher, () -> 1);

	@Test
	void callThatCannotJoinABatchReleasesItsRoom() {
		given(this.publisher.sendBuffer()).willReturn(this.sendBuffer);
		InterceptedClientCall intercepted = mock(InterceptedClientCall.class);
		given(intercepted.headers()).willThrow(new OutOfMemoryError("on purpose"));
		PendingCall call = new PendingCall(data().with(intercepted), false, false);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.batcher.send(call));
		then(this.sendBuffer).should().release(call);
	}

	@Test
	void requestThatThePublisherCannotQueueIsReleasedByThePublisher() {
		given(this.publisher.sendBuffer()).willReturn(this.sendBuffer);
		willThrow(new OutOfMemoryError("on purpose")).given(this.publisher).publishReserved(any());
		OneWayRequest request = new OneWayRequest(data());
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.batcher.send(request));
		then(this.sendBuffer).should(never()).release(any());
	}

	private RequestData data() {
		return this.requests.requestData("add", CallOptions.withTimeout(TIMEOUT), List.of(2, 3), TIMEOUT);
	}

}
