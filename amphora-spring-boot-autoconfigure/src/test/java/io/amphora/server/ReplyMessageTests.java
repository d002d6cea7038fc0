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
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.NoResultException;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ReplyMessage}.
 */
class ReplyMessageTests {

	private final ReplySender replySender = mock(ReplySender.class);

	private final ReplyRoutes routes = mock(ReplyRoutes.class);

	private final AtomicInteger done = new AtomicInteger();

	@BeforeEach
	void allow() {
		given(this.replySender.canReply(any())).willReturn(true);
		given(this.replySender.routes()).willReturn(this.routes);
	}

	@Test
	void isNotSentWhereNoReplyMayGoAnyMore() {
		ReplyMessage reply = reply("300");
		given(this.replySender.canReply(any())).willReturn(false);
		assertThat(reply.wanted()).isFalse();
	}

	@Test
	void isSentAtLeastOnce() {
		ReplyMessage late = reply("0");
		assertThat(late.wanted()).isTrue();
		late.sent();
		assertThat(late.wanted()).isFalse();
	}

	@Test
	void isSentAgainAfterItsCallerHasGivenUpIfItMayCloseTheConnection() {
		given(this.routes.mayCloseConnection("replies")).willReturn(true);
		ReplyMessage late = reply("0");
		late.sent();
		assertThat(late.wanted()).isTrue();
		late.closedConnection(new NoResultException("on purpose"));
		then(this.routes).should().closedConnection("replies");
		given(this.replySender.canReply(any())).willReturn(false);
		assertThat(late.wanted()).isFalse();
	}

	@Test
	void isSentAgainWhileItsCallerWaits() {
		ReplyMessage reply = reply("3000");
		reply.sent();
		assertThat(reply.wanted()).isTrue();
		await().until(() -> !reply.wanted());
	}

	@Test
	void isSentAgainForSomeTimeIfTheRequestHasNoExpiration() {
		assertThat(patience(null)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
		assertThat(patience(Long.toString(Long.MAX_VALUE))).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
	}

	@Test
	void isSentAgainForFiveMinutesAtMost() {
		assertThat(patience("240000")).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
		assertThat(patience("600000")).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
	}

	@Test
	void settlesItsRequestWhenItIsDropped() {
		reply("0").dropped();
		assertThat(this.done).hasValue(1);
		then(this.replySender).should().undeliverable(any(), anyString());
	}

	private Duration patience(@Nullable String expiration) {
		long until = RequestedReply.of(request(expiration), this.done::incrementAndGet).wantedUntil();
		return Duration.ofNanos(until - System.nanoTime());
	}

	private ReplyMessage reply(String expiration) {
		return new ReplyMessage(this.replySender, RequestedReply.of(request(expiration), this.done::incrementAndGet),
				Map.of(), "m1", new byte[0], "");
	}

	private static Delivery request(@Nullable String expiration) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties())
			.willReturn(new BasicProperties.Builder().replyTo("replies").expiration(expiration).build());
		given(delivery.receivedAt()).willReturn(System.nanoTime());
		return delivery;
	}

}
