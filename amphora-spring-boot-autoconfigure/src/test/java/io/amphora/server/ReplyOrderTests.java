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
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.server.execution.RefusedReplies;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link ReplyOrder}.
 */
class ReplyOrderTests {

	private final RefusedReplies replies = mock();

	private final AtomicInteger done = new AtomicInteger();

	private final ReplyOrder order = order();

	private ReplyOrder order() {
		Delivery delivery = mock();
		given(delivery.properties()).willReturn(new BasicProperties.Builder().expiration("120000").build());
		given(delivery.receivedAt()).willReturn(System.nanoTime());
		return ReplyOrder.of(delivery, this.done::incrementAndGet);
	}

	@Test
	void refusedReplyCountsOnceUntilItsRequestIsSettled() {
		given(this.replies.add(5)).willReturn(true);
		this.order.refused(this.replies, 5);
		this.order.refused(this.replies, 5);
		then(this.replies).should().add(5);
		then(this.replies).should(never()).remove(anyInt());
		assertThat(patience()).isGreaterThan(Duration.ofSeconds(100));
		this.order.end();
		then(this.replies).should().remove(5);
		assertThat(this.done).hasValue(1);
	}

	@Test
	void refusedReplyCountsNoLongerWhenItIsGivenUp() {
		given(this.replies.add(5)).willReturn(true);
		this.order.refused(this.replies, 5);
		this.order.release();
		this.order.release();
		then(this.replies).should().remove(5);
		assertThat(this.done).hasValue(0);
	}

	@Test
	void oneReplyOfTooManyIsSentAgainForAFewSecondsOnly() {
		this.order.refused(this.replies, 5);
		assertThat(patience()).isBetween(Duration.ZERO, Duration.ofSeconds(5));
		this.order.end();
		then(this.replies).should(never()).remove(anyInt());
		assertThat(this.done).hasValue(1);
	}

	private Duration patience() {
		return Duration.ofNanos(this.order.wantedUntil() - System.nanoTime());
	}

}
