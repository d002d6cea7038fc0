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

package io.amphora.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link UnconfirmedMessages}.
 */
class UnconfirmedMessagesTests {

	private final Channel channel = mock(Channel.class);

	private final Messages messages = new Messages();

	private UnconfirmedMessages unconfirmed;

	@BeforeEach
	void open() throws IOException {
		given(this.channel.getNextPublishSeqNo()).willReturn(1L);
		this.unconfirmed = new UnconfirmedMessages(this.channel, this.messages);
	}

	@Test
	void asksForConfirmsAndReturns() throws IOException {
		then(this.channel).should().addConfirmListener(this.unconfirmed);
		then(this.channel).should().addReturnListener(this.unconfirmed);
		then(this.channel).should().confirmSelect();
	}

	@Test
	void messagesThatWerePublishedBeforeHaveTagsToo() throws IOException {
		given(this.channel.getNextPublishSeqNo()).willReturn(3L);
		this.unconfirmed = new UnconfirmedMessages(this.channel, this.messages);
		send("a", "b");
		this.unconfirmed.handleAck(2, true);
		assertThat(this.messages.confirmed).isEmpty();
		this.unconfirmed.handleAck(3, true);
		assertThat(this.messages.confirmed).containsExactly("a");
	}

	@Test
	void confirmsOneMessage() {
		send("a", "b", "c");
		this.unconfirmed.handleAck(2, false);
		assertThat(this.messages.confirmed).containsExactly("b");
		assertThat(this.unconfirmed.takeAll()).extracting((buffered) -> buffered.message().messageId())
			.containsExactly("a", "c");
		assertThat(this.unconfirmed.isEmpty()).isTrue();
	}

	@Test
	void confirmsAllMessagesUpToOne() {
		send("a", "b", "c", "d");
		this.unconfirmed.handleAck(2, false);
		this.unconfirmed.handleAck(3, true);
		assertThat(this.messages.confirmed).containsExactly("b", "a", "c");
	}

	@Test
	void refusesOneMessageOrAllUpToOne() {
		send("a", "b", "c", "d");
		this.unconfirmed.handleNack(4, false);
		this.unconfirmed.handleNack(2, true);
		assertThat(this.messages.nacked.keySet()).containsExactlyInAnyOrder("d", "a", "b");
		assertThat(this.messages.confirmed).isEmpty();
	}

	@Test
	void ignoresWhatItDoesNotKnow() {
		this.unconfirmed.handleAck(7, false);
		this.unconfirmed.handleNack(7, true);
		returned("nothing");
		this.unconfirmed.handleReturn(312, "NO_ROUTE", "exchange", "key", new BasicProperties(), new byte[0]);
		assertThat(this.messages.confirmed).isEmpty();
	}

	@Test
	void returnComesBeforeTheConfirm() {
		TestMessage message = send("a").get(0);
		returned("a");
		this.unconfirmed.handleAck(1, false);
		assertThat(message.events()).containsExactly("sent", "returned");
		assertThat(this.messages.confirmed).containsExactly("a");
	}

	@Test
	void returnMayComeAfterTheRefusal() {
		TestMessage message = send("a").get(0);
		this.unconfirmed.handleNack(1, false);
		returned("a");
		assertThat(message.events()).containsExactly("sent", "returned");
	}

	@Test
	void returnMeansTheSecondTryIfTheFirstWasReturnedAlready() {
		TestMessage first = send("a").get(0);
		returned("a");
		TestMessage second = send("a").get(0);
		returned("a");
		this.unconfirmed.handleAck(2, true);
		assertThat(first.events()).containsExactly("sent", "returned");
		assertThat(second.events()).containsExactly("sent", "returned");
	}

	@Test
	void searchForAReturnedMessageDoesNotBeginWithTheOldest() {
		TestMessage known = new TestMessage("stuck");
		OutgoingMessage stuck = mock(OutgoingMessage.class,
				(call) -> call.getMethod().invoke(known, call.getArguments()));
		this.unconfirmed.send(new BufferedMessage(stuck));
		List<TestMessage> messages = send("a", "b", "c");
		returned("a");
		clearInvocations(stuck);
		returned("b");
		returned("c");
		then(stuck).shouldHaveNoInteractions();
		assertThat(messages).allSatisfy((message) -> assertThat(message.events()).endsWith("returned"));
		returned("stuck");
		assertThat(known.events()).endsWith("returned");
	}

	@Test
	void messageOnALostChannelCountsAsUnconfirmed() throws IOException {
		willThrow(new AlreadyClosedException(new ShutdownSignalException(true, false, null, null))).given(this.channel)
			.basicPublish(anyString(), anyString(), anyBoolean(), any(), any());
		assertThat(this.unconfirmed.send(new BufferedMessage(new TestMessage("a")))).isFalse();
		assertThat(this.unconfirmed.usable()).isFalse();
		assertThat(this.unconfirmed.takeAll()).hasSize(1);
	}

	@Test
	void messageThatLosesItsPurposeWhenItIsAboutToBeSentIsNotSent() throws IOException {
		TestMessage message = new TestMessage("a");
		message.cancel();
		assertThat(this.unconfirmed.send(new BufferedMessage(message))).isTrue();
		send("b");
		this.unconfirmed.handleAck(1, false);
		assertThat(this.messages.unwanted).containsExactly("a");
		assertThat(this.messages.confirmed).containsExactly("b");
		then(this.channel).should().basicPublish(anyString(), anyString(), anyBoolean(), any(), any());
	}

	@Test
	void messageThatCannotBeEncodedIsNotSentAgain() throws IOException {
		willThrow(new IllegalArgumentException("too long")).given(this.channel)
			.basicPublish(anyString(), anyString(), anyBoolean(), any(), any());
		assertThat(this.unconfirmed.send(new BufferedMessage(new TestMessage("a")))).isFalse();
		assertThat(this.messages.unsendable).containsExactly("a");
		assertThat(this.unconfirmed.isEmpty()).isTrue();
	}

	@Test
	void messageThatCanBeSeenToBeTooLongTakesNoConfirm() {
		send("a");
		TestMessage message = new TestMessage("b".repeat(256));
		assertThat(this.unconfirmed.send(new BufferedMessage(message))).isTrue();
		assertThat(this.messages.unsendable).containsExactly(message.messageId());
		assertThat(message.events()).containsExactly("sent", "not sent");
		send("c");
		this.unconfirmed.handleAck(2, false);
		assertThat(this.messages.confirmed).containsExactly("c");
	}

	@Test
	void messageThatCannotBeMadeTakesNoConfirm() {
		send("a");
		IllegalStateException failure = new IllegalStateException("cannot be joined");
		assertThat(this.unconfirmed.send(new BufferedMessage(new FailingMessage("b", failure)))).isTrue();
		assertThat(this.messages.unsendable).containsExactly("b");
		send("c");
		this.unconfirmed.handleAck(2, false);
		assertThat(this.messages.confirmed).containsExactly("c");
		assertThat(this.unconfirmed.usable()).isTrue();
	}

	@Test
	void messageThatCannotBeMadeCountsAsNotSent() {
		TestMessage known = new TestMessage("a");
		OutgoingMessage message = mock(OutgoingMessage.class, (call) -> switch (call.getMethod().getName()) {
			case "body" -> throw new IllegalStateException("cannot be joined");
			default -> call.getMethod().invoke(known, call.getArguments());
		});
		this.unconfirmed.send(new BufferedMessage(message));
		assertThat(known.events()).containsExactly("sent", "not sent");
	}

	@Test
	void errorWhileAMessageIsMadeTakesNoConfirm() {
		send("a");
		OutOfMemoryError failure = new OutOfMemoryError("no heap");
		assertThat(this.unconfirmed.send(new BufferedMessage(new FailingMessage("b", failure)))).isTrue();
		assertThat(this.messages.unsendable).containsExactly("b");
		send("c");
		this.unconfirmed.handleAck(2, true);
		assertThat(this.messages.confirmed).containsExactly("a", "c");
		assertThat(this.unconfirmed.usable()).isTrue();
	}

	@Test
	void channelIsNotUsedAfterAnErrorOfTheJavaClient() throws IOException {
		willThrow(new StackOverflowError()).given(this.channel)
			.basicPublish(anyString(), anyString(), anyBoolean(), any(), any());
		assertThat(this.unconfirmed.send(new BufferedMessage(new TestMessage("a")))).isFalse();
		assertThat(this.messages.unsendable).containsExactly("a");
		assertThat(this.unconfirmed.usable()).isFalse();
		assertThat(this.unconfirmed.isEmpty()).isTrue();
	}

	@Test
	void unwantedMessageIsUnreadUntilALaterOneIsConfirmed() {
		List<TestMessage> sent = send("a", "b", "c", "d");
		sent.get(1).cancel();
		sent.get(2).cancel();
		assertThat(this.unconfirmed.hasUnreadUnwanted()).isFalse();
		assertThat(this.unconfirmed.takeUnwanted(Duration.ofNanos(-1))).hasSize(2);
		this.unconfirmed.handleAck(1, false);
		assertThat(this.unconfirmed.hasUnreadUnwanted()).isTrue();
		this.unconfirmed.handleNack(4, false);
		assertThat(this.unconfirmed.hasUnreadUnwanted()).isFalse();
	}

	@Test
	void failureOfOneMessageToTakeItsConfirmDoesNotAffectTheOthers() {
		this.messages.failing = "b";
		send("a", "b", "c");
		this.unconfirmed.handleAck(3, true);
		assertThat(this.messages.confirmed).containsExactly("a", "c");
		assertThat(this.unconfirmed.isEmpty()).isTrue();
	}

	private List<TestMessage> send(String... ids) {
		List<TestMessage> sent = new ArrayList<>();
		for (String id : ids) {
			TestMessage message = new TestMessage(id);
			assertThat(this.unconfirmed.send(new BufferedMessage(message))).isTrue();
			sent.add(message);
		}
		return sent;
	}

	private void returned(String messageId) {
		this.unconfirmed.handleReturn(312, "NO_ROUTE", "exchange", "key",
				new BasicProperties.Builder().messageId(messageId).build(), new byte[0]);
	}

	private static final class Messages implements UnconfirmedMessages.Listener {

		private final List<String> confirmed = new ArrayList<>();

		private final Map<String, BufferedMessage> nacked = new HashMap<>();

		private final List<String> unsendable = new ArrayList<>();

		private String failing = "";

		private final List<String> unwanted = new ArrayList<>();

		@Override
		public void unwanted(BufferedMessage buffered) {
			this.unwanted.add(buffered.message().messageId());
		}

		@Override
		public void unsendable(BufferedMessage buffered, Throwable cause) {
			this.unsendable.add(buffered.message().messageId());
		}

		@Override
		public void confirmed(BufferedMessage buffered) {
			if (buffered.message().messageId().equals(this.failing)) {
				throw new IllegalStateException("broken");
			}
			this.confirmed.add(buffered.message().messageId());
		}

		@Override
		public void nacked(BufferedMessage buffered) {
			this.nacked.put(buffered.message().messageId(), buffered);
		}

		@Override
		public @Nullable BufferedMessage findNacked(String messageId, String routingKey) {
			return this.nacked.get(messageId);
		}

	}

}
