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

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.NoResultException;
import io.amphora.serializer.BatchFormat;
import io.amphora.transport.Delivery;
import io.amphora.transport.Publisher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link ReplyBatch}.
 */
class ReplyBatchTests {

	private final ReplySender replySender = mock(ReplySender.class);

	private final AtomicInteger settled = new AtomicInteger();

	@BeforeEach
	void routes() {
		given(this.replySender.canReply(any())).willReturn(true);
		given(this.replySender.routes()).willReturn(mock(ReplyRoutes.class));
	}

	static List<Arguments> outcomes() {
		return List.of(outcome("confirmed", (batch, failure) -> batch.confirmed()),
				outcome("returned", (batch, failure) -> batch.returned("312 NO_ROUTE")),
				outcome("dropped", (batch, failure) -> batch.dropped()),
				outcome("closedConnection", ReplyBatch::closedConnection));
	}

	private static Arguments outcome(String name, BiConsumer<ReplyBatch, NoResultException> outcome) {
		return arguments(name, outcome);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("outcomes")
	void failuresOfOneReplyLeaveTheOthersAlone(String name, BiConsumer<ReplyBatch, NoResultException> outcome) {
		List<ReplyMessage> replies = List.of(reply(ReplyBatchTests::fail), reply(this.settled::incrementAndGet),
				reply(this.settled::incrementAndGet));
		ReplyBatch batch = new ReplyBatch(mock(BatchFormat.class), replies, mock(Publisher.class),
				ReplyBatchTests::fail);
		outcome.accept(batch, new NoResultException("on purpose"));
		assertThat(this.settled).hasValue(2);
	}

	@Test
	void requestsOfABatchThatClosesConnectionsAreSettled() {
		ReplyMessage reply = reply(this.settled::incrementAndGet);
		ReplyBatch batch = new ReplyBatch(mock(BatchFormat.class), List.of(reply, reply(this.settled::incrementAndGet)),
				mock(Publisher.class), () -> {
				});
		batch.closedConnection(new NoResultException("on purpose"));
		then(this.replySender.routes()).should(times(2)).closedConnection("replies");
		assertThat(this.settled).hasValue(2);
	}

	@Test
	void brokerReturnsOnlyBatchesThatAreNotDirectReplies() {
		assertThat(batch("rpc_math_response_1").mandatory()).isTrue();
		assertThat(batch("amq.rabbitmq.reply-to.1").mandatory()).isFalse();
	}

	private ReplyBatch batch(String replyTo) {
		ReplyMessage reply = mock(ReplyMessage.class);
		given(reply.routingKey()).willReturn(replyTo);
		given(reply.mandatory()).willCallRealMethod();
		return new ReplyBatch(mock(BatchFormat.class), List.of(reply), mock(Publisher.class), () -> {
		});
	}

	@Test
	void batchIsPublishedToTheExchangeOfItsReplies() {
		ReplyBatch batch = new ReplyBatch(mock(BatchFormat.class), List.of(reply(() -> {
		})), mock(Publisher.class), () -> {
		});
		assertThat(batch.exchange()).isEqualTo("rpc_math_response");
	}

	private static void fail() {
		throw new IllegalStateException("on purpose");
	}

	private ReplyMessage reply(Runnable done) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties()).willReturn(new BasicProperties.Builder().replyTo("replies").build());
		return new ReplyMessage(this.replySender, RequestedReply.of(delivery, done), Map.of(), "m1", new byte[0],
				"rpc_math_response");
	}

}
