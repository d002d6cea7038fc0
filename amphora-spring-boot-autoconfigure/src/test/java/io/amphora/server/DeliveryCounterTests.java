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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.topology.QueueType;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link DeliveryCounter}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeliveryCounterTests {

	private static final Runnable UNUSED = () -> {
	};

	private final BrokerTransport transport = mock(BrokerTransport.class);

	private final DeliveryCounter deliveryCounter = new DeliveryCounter("shop", 3, this.transport,
			QueueType.BROKER_DEFAULT);

	private final DeliveryCounter quorum = new DeliveryCounter("shop", 3, this.transport, QueueType.QUORUM);

	@Test
	void firstDeliveryNeedsNoCount() {
		Delivery first = delivery(false, Map.of());
		assertThat(this.deliveryCounter.uncounted(first)).isFalse();
		assertThat(this.deliveryCounter.exhausted(first)).isFalse();
	}

	@Test
	void copyCarriesOneDeliveryMoreEachTime() {
		Delivery again = delivery(true, Map.of("trace", "t"));
		assertThat(this.deliveryCounter.uncounted(again)).isTrue();
		assertThat(count(again)).containsEntry("amphora-deliveries", 1L)
			.containsEntry("amphora-resent", true)
			.containsEntry("trace", "t");
		assertThat(count(delivery(true, Map.of("amphora-deliveries", 1L)))).containsEntry("amphora-deliveries", 2L);
	}

	@Test
	void copyHasAMessageIdInAnyCase() {
		Delivery nameless = delivery(true, Map.of());
		given(nameless.properties()).willReturn(new BasicProperties());
		this.deliveryCounter.count(nameless, UNUSED, UNUSED, UNUSED);
		ArgumentCaptor<BasicProperties> copy = ArgumentCaptor.forClass(BasicProperties.class);
		then(nameless).should().replace(copy.capture(), any(), any(), any());
		assertThat(copy.getValue().getMessageId()).isNotBlank();
	}

	@Test
	void copyEndsWhenTheRequestWouldHaveByTheClockOfItsClient() {
		Delivery again = delivery(true, Map.of());
		given(again.waited()).willReturn(Duration.ofSeconds(20).toNanos());
		given(again.receivedAt()).willReturn(System.nanoTime() - Duration.ofSeconds(10).toNanos());
		given(again.properties()).willReturn(new BasicProperties.Builder().messageId("m1")
			.expiration("60000")
			.headers(Map.of("amphora-sent-at", 1_790_000_000_000L, "amphora-clock", "c"))
			.build());
		BasicProperties copy = DeliveryCounter.withRemainingTime(again).build();
		long left = Long.parseLong(copy.getExpiration());
		assertThat(left).isBetween(25_000L, 30_000L);
		assertThat(copy.getHeaders()).containsEntry("amphora-sent-at", 1_790_000_060_000L - left)
			.containsEntry("amphora-clock", "c");
		assertThat(count(again)).containsKeys("amphora-sent-at", "amphora-clock", "amphora-deliveries");
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, -1, 0, Long.MAX_VALUE })
	void timesThatCannotBeAreCopiedAllTheSame(long number) {
		for (long expiration : new long[] { number, 1, -1 }) {
			Delivery again = delivery(true, Map.of());
			given(again.properties()).willReturn(new BasicProperties.Builder().messageId("m1")
				.expiration(Long.toString(expiration))
				.headers(Map.of("amphora-sent-at", number))
				.build());
			assertThat(count(again)).containsKey("amphora-sent-at");
		}
	}

	@Test
	void messageThatCannotBeReadIsRequeuedUnchanged() {
		Delivery unreadable = delivery(true, Map.of());
		given(unreadable.unreadable()).willReturn("its body is too large");
		assertThat(this.deliveryCounter.uncounted(unreadable)).isFalse();
		this.deliveryCounter.requeueUnprocessed(unreadable, () -> {
		});
		then(unreadable).should().reject(true);
		then(unreadable).should(never()).replace(any(), any(), any(), any());
	}

	@Test
	void endsAfterAsManyDeliveriesAsAreAllowed() {
		assertThat(this.deliveryCounter.exhausted(delivery(false, Map.of("amphora-deliveries", 2)))).isFalse();
		assertThat(this.deliveryCounter.exhausted(delivery(true, Map.of("amphora-deliveries", 2)))).isTrue();
		assertThat(this.deliveryCounter.exhausted(delivery(false, Map.of("amphora-deliveries", 3)))).isTrue();
	}

	@Test
	void doesNotClaimDeliveriesThatACallerMayHaveInvented(CapturedOutput output) {
		Delivery forged = delivery(false, Map.of("amphora-deliveries", 3));
		assertThat(this.deliveryCounter.exhausted(forged)).isTrue();
		this.deliveryCounter.warnOfExhausted(forged);
		assertThat(output).contains("According to its headers, a request of service 'shop'",
				"was delivered 3 times without being settled.",
				"Does it crash servers, or has its caller set the header 'amphora-deliveries'?");
	}

	@Test
	void quorumQueuesCountByThemselves() {
		assertThat(this.quorum.uncounted(delivery(true, Map.of("x-delivery-count", 2L)))).isFalse();
		assertThat(this.quorum.exhausted(delivery(true, Map.of("x-delivery-count", 2L)))).isFalse();
		assertThat(this.quorum.exhausted(delivery(true, Map.of("x-delivery-count", 3L)))).isTrue();
		assertThat(this.quorum.exhausted(delivery(true, Map.of("x-delivery-count", 1L, "amphora-deliveries", 2))))
			.isTrue();
	}

	@Test
	void callerCannotSwitchTheLimitOffInOtherQueues() {
		Delivery forged = delivery(true, Map.of("x-delivery-count", 0L, "amphora-deliveries", 2));
		assertThat(this.deliveryCounter.uncounted(forged)).isTrue();
		assertThat(this.deliveryCounter.exhausted(forged)).isTrue();
		assertThat(count(delivery(true, Map.of("x-delivery-count", 0L)))).containsEntry("amphora-deliveries", 1L)
			.doesNotContainKey("x-delivery-count");
	}

	@Test
	void numbersThatCannotBeCountsAreCorrected() {
		assertThat(count(delivery(true, Map.of("amphora-deliveries", -1_000_000)))).containsEntry("amphora-deliveries",
				1L);
		assertThat(this.deliveryCounter.exhausted(delivery(true, Map.of("amphora-deliveries", Long.MAX_VALUE))))
			.isTrue();
		assertThat(this.quorum.exhausted(delivery(true, Map.of("amphora-deliveries", 3, "x-delivery-count", -5L))))
			.isTrue();
	}

	@Test
	void copyGoesToNoFurtherQueues() {
		Map<String, Object> headers = Map.of("CC", List.of("payroll"), "BCC", List.of("payroll"), "cc", "x", "Bcc", "x",
				"trace", "t");
		assertThat(count(delivery(true, headers)).keySet()).containsExactlyInAnyOrder("trace", "amphora-deliveries",
				"amphora-resent");
	}

	@Test
	void ignoresHeadersThatAreNotNumbers() {
		Delivery forged = delivery(true, Map.of("amphora-deliveries", "many", "x-delivery-count", "all"));
		assertThat(this.deliveryCounter.exhausted(forged)).isFalse();
		assertThat(count(forged)).containsEntry("amphora-deliveries", 1L);
	}

	@Test
	void givingBackDoesNotCount() {
		Delivery ignored = delivery(false, Map.of("amphora-deliveries", 2));
		this.deliveryCounter.requeue(ignored);
		assertThat(copyOf(ignored)).containsEntry("amphora-deliveries", 2L);
		then(ignored).should(never()).reject(true);
	}

	@Test
	void requestInTheNameOfAUserCannotBeCopied() {
		Delivery named = delivery(true, Map.of());
		given(named.properties()).willReturn(new BasicProperties.Builder().userId("guest").build());
		assertThat(this.deliveryCounter.uncounted(named)).isFalse();
		this.deliveryCounter.requeue(named);
		then(named).should().reject(true);
	}

	@Test
	void nothingIsCopiedWhileTheBrokerTakesNoMessages() {
		given(this.transport.blocked()).willReturn(true);
		assertThat(this.deliveryCounter.uncounted(delivery(true, Map.of()))).isFalse();
	}

	@Test
	void partsOfBatchesAreNotCounted() {
		Delivery part = delivery(true, Map.of("amphora-deliveries", 5));
		given(part.isPart()).willReturn(true);
		given(part.replaceable()).willReturn(false);
		assertThat(this.deliveryCounter.uncounted(part)).isFalse();
		assertThat(this.deliveryCounter.exhausted(part)).isFalse();
	}

	@Test
	void mayBeSwitchedOff() {
		DeliveryCounter none = new DeliveryCounter("shop", 0, this.transport, QueueType.BROKER_DEFAULT);
		Delivery often = delivery(true, Map.of("amphora-deliveries", 100));
		assertThat(none.uncounted(often)).isFalse();
		assertThat(none.exhausted(often)).isFalse();
		none.requeue(often);
		then(often).should().reject(true);
	}

	private Map<String, Object> count(Delivery delivery) {
		this.deliveryCounter.count(delivery, UNUSED, UNUSED, UNUSED);
		return copyOf(delivery);
	}

	private static Map<String, Object> copyOf(Delivery delivery) {
		ArgumentCaptor<BasicProperties> copy = ArgumentCaptor.forClass(BasicProperties.class);
		then(delivery).should().replace(copy.capture(), any(), any(), any());
		assertThat(copy.getValue().getMessageId()).isEqualTo("m1");
		return copy.getValue().getHeaders();
	}

	private static Delivery delivery(boolean redelivered, Map<String, Object> headers) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties())
			.willReturn(new BasicProperties.Builder().messageId("m1").headers(new HashMap<>(headers)).build());
		given(delivery.redelivered()).willReturn(redelivered);
		given(delivery.replaceable()).willReturn(true);
		return delivery;
	}

}
