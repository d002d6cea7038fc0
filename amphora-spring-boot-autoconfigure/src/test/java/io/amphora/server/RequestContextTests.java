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
import java.time.Instant;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RequestContext}.
 */
class RequestContextTests {

	@Test
	void remainingTimeCountsFromTheArrival() {
		Delivery delivery = delivery("60000", Duration.ofSeconds(50));
		assertThat(RequestContext.remaining(delivery)).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void remainingTimeCountsTheWaitBeforeTheArrival() {
		Delivery delivery = delivery("60000", Duration.ofSeconds(20));
		given(delivery.waited()).willReturn(Duration.ofSeconds(30).toNanos());
		assertThat(RequestContext.remaining(delivery)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
		assertThat(new RequestContext("math", "add", delivery).deadline()).isBetween(Instant.now().plusSeconds(5),
				Instant.now().plusSeconds(10));
		given(delivery.waited()).willReturn(Duration.ofSeconds(50).toNanos());
		assertThat(RequestContext.remaining(delivery)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "1000", "-5" })
	void nothingRemainsAfterTheExpiration(String expiration) {
		assertThat(RequestContext.remaining(delivery(expiration, Duration.ofSeconds(2)))).isZero();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "soon", "1.5", "99999999999999999999" })
	void remainingTimeIsUnknownWithoutAnExpiration(String expiration) {
		assertThat(RequestContext.remaining(delivery(expiration, Duration.ZERO))).isNull();
	}

	@Test
	void callIsCancelledOnceItsDeadlineHasPassedIfItsCallerWaits() {
		Delivery late = delivery("1000", Duration.ofSeconds(2));
		assertThat(new RequestContext("math", "add", late).isCancelled()).isTrue();
		given(late.properties()).willReturn(new BasicProperties.Builder().expiration("1000").build());
		assertThat(new RequestContext("math", "add", late).isCancelled()).isFalse();
		given(late.properties()).willReturn(new BasicProperties.Builder().replyTo("till").expiration("60000").build());
		assertThat(new RequestContext("math", "add", late).isCancelled()).isFalse();
	}

	@Test
	void deadlineStaysWhereItIs() {
		Instant before = Instant.now();
		RequestContext context = new RequestContext("math", "add", delivery("60000", Duration.ofSeconds(90)));
		assertThat(context.remaining()).isZero();
		assertThat(context.deadline()).isBetween(before.minusSeconds(31), Instant.now().minusSeconds(29));
		assertThat(new RequestContext("math", "add", delivery(null, Duration.ZERO)).deadline()).isNull();
	}

	@Test
	void requestWithoutAReplyHasNoDeadline() {
		Delivery oneWay = delivery("1000", Duration.ofSeconds(2));
		given(oneWay.properties()).willReturn(new BasicProperties.Builder().expiration("1000").build());
		RequestContext context = new RequestContext("math", "add", oneWay);
		assertThat(context.remaining()).isNull();
		assertThat(context.deadline()).isNull();
		assertThat(RequestContext.remaining(oneWay)).isZero();
	}

	@Test
	void requestThatItsClientSentAgainMayHaveRun() {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties())
			.willReturn(new BasicProperties.Builder().headers(Map.of("amphora-resent", true)).build());
		assertThat(new RequestContext("math", "add", delivery).redelivered()).isTrue();
	}

	@Test
	void returnsThePropertiesOfTheRequest() {
		Delivery delivery = delivery("1000", Duration.ZERO);
		given(delivery.redelivered()).willReturn(true);
		RequestContext context = new RequestContext("math", "add", delivery);
		assertThat(context.correlationId()).isEqualTo("id-1");
		assertThat(context.appId()).isEqualTo("app");
		assertThat(context.redelivered()).isTrue();
		assertThat(context).hasToString("function 'add' of service 'math', correlation id id-1");
	}

	@Test
	void nameOfTheFunctionIsShownSafely() {
		Delivery delivery = delivery(null, Duration.ZERO);
		assertThat(new RequestContext("math", "add\nforged" + "x".repeat(1000), delivery))
			.hasToString("function 'add?forged" + "x".repeat(90) + "...' of service 'math', correlation id id-1");
	}

	private static Delivery delivery(String expiration, Duration age) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties()).willReturn(new BasicProperties.Builder().correlationId("id-1")
			.appId("app")
			.replyTo("till")
			.expiration(expiration)
			.build());
		given(delivery.receivedAt()).willReturn(System.nanoTime() - age.toNanos());
		return delivery;
	}

}
