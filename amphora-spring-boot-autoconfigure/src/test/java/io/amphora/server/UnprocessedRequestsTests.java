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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.StoppedException;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link UnprocessedRequests}.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnprocessedRequestsTests {

	private static final Throwable NO_THREAD = new OutOfMemoryError("unable to create native thread");

	private final BrokerTransport transport = mock(BrokerTransport.class);

	private final DeliveryCounter deliveryCounter = mock(DeliveryCounter.class);

	private final List<Runnable> scheduled = new ArrayList<>();

	private final AtomicInteger done = new AtomicInteger();

	private final UnprocessedRequests requests = new UnprocessedRequests("shop", this.deliveryCounter, this.transport);

	@BeforeEach
	void schedule() {
		given(this.transport.schedule(any(), any())).willAnswer((call) -> {
			assertThat(call.<Duration>getArgument(1)).isEqualTo(Duration.ofSeconds(1));
			this.scheduled.add(call.getArgument(0));
			return null;
		});
		willAnswer((call) -> {
			call.<Runnable>getArgument(1).run();
			return null;
		}).given(this.deliveryCounter).requeueUnprocessed(any(), any());
	}

	@Test
	void requestThatIsRedeliveredOftenIsRequeuedLater() {
		requeue(3, NO_THREAD);
		assertThat(this.done).hasValue(1);
		assertThat(this.scheduled).hasSize(2);
		this.scheduled.forEach(Runnable::run);
		assertThat(this.done).hasValue(3);
	}

	@Test
	void requestsOfAServerThatStopsAreRequeuedAtOnce() {
		requeue(1, NO_THREAD);
		requeue(2, new StoppedException("stopped", null));
		assertThat(this.done).hasValue(3);
		assertThat(this.scheduled).isEmpty();
	}

	@Test
	void requestIsRequeuedAtOnceIfTheTransportIsClosed() {
		willThrow(new RejectedExecutionException("closed")).given(this.transport).schedule(any(), any());
		requeue(2, NO_THREAD);
		assertThat(this.done).hasValue(2);
		then(this.deliveryCounter).should(times(2)).requeueUnprocessed(any(), any());
	}

	@Test
	void warnsAtMostOnceAMinute(CapturedOutput output) {
		requeue(3, NO_THREAD);
		assertThat(output.getOut()).containsOnlyOnce("No thread is available for a request of service 'shop'")
			.containsOnlyOnce("unable to create native thread");
	}

	private void requeue(int count, Throwable cause) {
		for (int i = 0; i < count; i++) {
			this.requests.requeue(mock(Delivery.class), cause, this.done::incrementAndGet);
		}
	}

}
