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
import java.util.concurrent.CompletableFuture;

import io.amphora.StoppedException;
import io.amphora.client.cancellation.CancelPublisher;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.RequestRoute;
import io.amphora.topology.ServiceTopology;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.MessageDeliveryMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for how {@link PendingCalls} notifies servers of calls that have ended.
 */
class CallNotificationTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private final ServiceTopology topology = new ServiceTopology("math", QueueType.BROKER_DEFAULT);

	private final RequestFactory requests = new RequestFactory(this.topology, RequestRoute.toOne(this.topology),
			new Jackson2RpcSerializer(), new RequestFactory.Sender("u1", this.topology.responseQueue("u1"), "app",
					false, MessageDeliveryMode.PERSISTENT));

	private final PendingCalls pendingCalls = new PendingCalls(this.requests.lateReplies());

	private final CancelPublisher publisher = mock(CancelPublisher.class);

	@BeforeEach
	void notifyServers() {
		this.pendingCalls.cancelPublisher(this.publisher, false);
	}

	@Test
	void serversAreNotifiedOfAnUnconfirmedRequestThatAClosedClientGivesUp() {
		PendingCall call = add();
		call.sent();
		call.failed(new StoppedException("The client is closed.", null));
		this.pendingCalls.remove(call);
		then(this.publisher).should().cancel(call.messageId(), call.data().deadline());
	}

	@Test
	void serversAreNotNotifiedOfARequestThatWasNotSent() {
		PendingCall call = add();
		call.failed(new StoppedException("The client is closed.", null));
		this.pendingCalls.remove(call);
		then(this.publisher).shouldHaveNoInteractions();
	}

	@Test
	void noCallIsPendingThoughServersCannotBeNotified() {
		PendingCall call = add();
		call.sent();
		call.cancel(call.reply());
		CompletableFuture<Void> drained = this.pendingCalls.drained();
		assertThat(drained).isNotDone();
		willThrow(new OutOfMemoryError("no heap")).given(this.publisher).cancel(any(), anyLong());
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.pendingCalls.remove(call));
		assertThat(drained).isCompleted();
	}

	private PendingCall add() {
		PendingCall call = new PendingCall(
				this.requests.requestData("add", CallOptions.withTimeout(TIMEOUT), List.of(2, 3), TIMEOUT), false,
				false);
		this.pendingCalls.add(call);
		return call;
	}

}
