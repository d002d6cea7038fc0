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
import java.util.stream.IntStream;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.topology.QueueType;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link RequeueingIgnorePolicy}.
 */
class RequeueingIgnorePolicyTests {

	private final BrokerTransport transport = mock(BrokerTransport.class);

	private static final int MAX_DELAYED = 5;

	private final List<Duration> delays = new ArrayList<>();

	private final List<Runnable> scheduled = new ArrayList<>();

	private final AtomicInteger done = new AtomicInteger();

	private final RequeueingIgnorePolicy ignoredRequests = new RequeueingIgnorePolicy(this.transport, 8, MAX_DELAYED,
			new DeliveryCounter("shop", 0, this.transport, QueueType.BROKER_DEFAULT));

	@BeforeEach
	void schedule() {
		given(this.transport.schedule(any(), any())).willAnswer((call) -> {
			this.scheduled.add(call.getArgument(0));
			this.delays.add(call.getArgument(1));
			return null;
		});
	}

	@Test
	void givesARequestBackAtOnceTheFirstTime() {
		Delivery delivery = delivery("a", false);
		assertThat(ignore(delivery)).isTrue();
		then(delivery).should().reject(true);
		assertThat(this.done).hasValue(1);
	}

	@Test
	void waitsLongerEachTimeAndCompletesAtLast() {
		ignore(delivery("a", false));
		for (int i = 1; i < 8; i++) {
			Delivery delivery = delivery("a", true);
			assertThat(ignore(delivery)).isTrue();
			then(delivery).should(never()).reject(anyBoolean());
			this.scheduled.get(i - 1).run();
			then(delivery).should().reject(true);
		}
		assertThat(this.delays).extracting(Duration::toMillis)
			.containsExactly(100L, 200L, 400L, 800L, 1000L, 1000L, 1000L);
		assertThat(this.done).hasValue(8);
		assertThat(ignore(delivery("a", true))).isFalse();
	}

	@Test
	void requestThatOthersIgnoredBeforeWaits() {
		Delivery delivery = delivery("a", true);
		assertThat(ignore(delivery)).isTrue();
		then(delivery).should(never()).reject(anyBoolean());
		assertThat(this.delays).containsExactly(Duration.ofMillis(50));
	}

	@Test
	void countsEachRequestOnItsOwn() {
		for (int i = 0; i < 20; i++) {
			assertThat(ignore(delivery("request " + i, false))).isTrue();
		}
		assertThat(this.delays).isEmpty();
	}

	@Test
	void remembersAsManyIdsAsHaveRoom() {
		for (int i = 0; i < 12_000; i++) {
			ignore(delivery("request " + i, false));
		}
		assertThat(this.ignoredRequests.remembered()).isEqualTo(10_000);
		for (int i = 0; i < 12; i++) {
			ignore(delivery(i + "x".repeat(100_000), false));
		}
		assertThat(this.ignoredRequests.remembered()).isEqualTo(9);
	}

	@Test
	void delaysOnlySomeRequestsAtATime() {
		List<Delivery> deliveries = IntStream.range(0, MAX_DELAYED + 2)
			.mapToObj((i) -> delivery("request " + i, true))
			.toList();
		deliveries.forEach((delivery) -> assertThat(ignore(delivery)).isTrue());
		assertThat(this.delays).hasSize(MAX_DELAYED);
		then(deliveries.get(MAX_DELAYED - 1)).should(never()).reject(anyBoolean());
		then(deliveries.get(MAX_DELAYED)).should().reject(true);
		then(deliveries.get(MAX_DELAYED + 1)).should().reject(true);
		this.scheduled.get(0).run();
		then(deliveries.get(0)).should().reject(true);
		ignore(delivery("another", true));
		assertThat(this.delays).hasSize(MAX_DELAYED + 1);
	}

	@Test
	void requestThatCannotBeDelayedFreesItsPlace() {
		given(this.transport.schedule(any(), any())).willThrow(RejectedExecutionException.class);
		for (int i = 0; i < MAX_DELAYED; i++) {
			Delivery delivery = delivery("request " + i, true);
			assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> ignore(delivery));
		}
		willReturn(null).given(this.transport).schedule(any(), any());
		Delivery delayed = delivery("another", true);
		assertThat(ignore(delayed)).isTrue();
		then(delayed).should(never()).reject(anyBoolean());
	}

	@Test
	void requestWithoutAnIdIsRequeuedOnce() {
		assertThat(ignore(delivery(null, false))).isTrue();
		assertThat(ignore(delivery(null, true))).isFalse();
	}

	@Test
	void doesNotRequeueIfDisabled() {
		RequeueingIgnorePolicy none = new RequeueingIgnorePolicy(this.transport, 0, MAX_DELAYED,
				new DeliveryCounter("shop", 0, this.transport, QueueType.BROKER_DEFAULT));
		assertThat(none.ignore(delivery("a", false), this.done::incrementAndGet)).isFalse();
	}

	private boolean ignore(Delivery delivery) {
		return this.ignoredRequests.ignore(delivery, this.done::incrementAndGet);
	}

	private static Delivery delivery(String messageId, boolean redelivered) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties()).willReturn(new BasicProperties.Builder().messageId(messageId).build());
		given(delivery.redelivered()).willReturn(redelivered);
		return delivery;
	}

}
