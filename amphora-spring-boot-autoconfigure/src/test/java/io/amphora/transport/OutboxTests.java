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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.StoppedException;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Outbox}.
 */
class OutboxTests {

	private final SendBufferLimit limit = new SendBufferLimit(100, DataSize.ofKilobytes(1));

	private final Outbox outbox = new Outbox(this.limit);

	@Test
	void givesMessagesInTheirOrder() {
		add("a", "b", "c");
		assertThat(takeAll()).containsExactly("a", "b", "c");
		assertThat(this.outbox.next()).isNull();
	}

	@Test
	void givesLostMessagesFirstThenRefusedOnesThenNewOnes() {
		add("new");
		this.outbox.addAgain(new BufferedMessage(new TestMessage("refused")));
		this.outbox.putBack(messages("lost 3", "lost 4"));
		this.outbox.putBack(messages("lost 1", "lost 2"));
		assertThat(takeAll()).containsExactly("lost 1", "lost 2", "lost 3", "lost 4", "refused", "new");
	}

	@Test
	void dropsAndReleasesUnwantedMessages() {
		List<TestMessage> messages = add("a", "b", "c");
		messages.get(0).cancel();
		messages.get(2).cancel();
		assertThat(takeAll()).containsExactly("b");
		assertThat(this.limit.count()).isEqualTo(1);
	}

	@Test
	void givesRoomBackAtOnceWhenAMessageThatWaitsIsCancelled() {
		List<TestMessage> messages = add("a", "b");
		messages.get(0).cancel();
		assertThat(this.limit.count()).isEqualTo(1);
		assertThat(takeAll()).containsExactly("b");
		assertThat(this.limit.count()).isEqualTo(1);
	}

	@Test
	void messageThatIsBeingSentKeepsItsRoomUntilItIsReturned() {
		TestMessage message = add("a").get(0);
		BufferedMessage inFlight = this.outbox.next();
		message.cancel();
		assertThat(this.limit.count()).isEqualTo(1);
		this.outbox.putBack(List.of(inFlight));
		assertThat(this.limit.count()).isZero();
		assertThat(this.outbox.next()).isNull();
		assertThat(this.limit.count()).isZero();
	}

	@Test
	void messageThatIsPutBackUnsentGivesItsRoomBackWhenItIsCancelled() {
		TestMessage before = add("a").get(0);
		BufferedMessage first = this.outbox.next();
		before.cancel();
		this.outbox.putBack(first);
		assertThat(this.limit.count()).isZero();
		TestMessage afterwards = add("b").get(0);
		this.outbox.putBack(this.outbox.next());
		afterwards.cancel();
		assertThat(this.limit.count()).isZero();
		assertThat(this.outbox.next()).isNull();
	}

	@Test
	void partsThatAreCancelledGiveTheirRoomBackOnce() {
		TestMessage whole = new TestMessage("m");
		AtomicInteger cancelled = new AtomicInteger();
		OutgoingMessage message = mock(OutgoingMessage.class, (call) -> switch (call.getMethod().getName()) {
			case "count" -> 3;
			case "size" -> 30;
			case "unwantedCount" -> cancelled.get();
			case "unwantedSize" -> 10 * cancelled.get();
			default -> call.getMethod().invoke(whole, call.getArguments());
		});
		this.limit.take(3, 30);
		this.outbox.add(message);
		cancelled.set(1);
		whole.unwanted();
		whole.unwanted();
		assertThat(this.limit.count()).isEqualTo(2);
		BufferedMessage inFlight = this.outbox.next();
		cancelled.set(2);
		whole.unwanted();
		assertThat(this.limit.count()).as("in flight").isEqualTo(2);
		this.outbox.putBack(inFlight);
		assertThat(this.limit.count()).isEqualTo(1);
		whole.cancel();
		whole.unwanted();
		assertThat(this.limit.count()).isZero();
		assertThat(this.limit.isBelow(DataSize.ofBytes(0))).isTrue();
	}

	@Test
	void cancelledMessagesDoNotPileUp() {
		for (int i = 0; i < 10_000; i++) {
			add("m").get(0).cancel();
		}
		assertThat(this.outbox.size()).isLessThan(200);
		assertThat(this.limit.count()).isZero();
	}

	@Test
	void dropsWhatWasReturned() {
		List<BufferedMessage> lost = messages("a", "b");
		this.limit.take(1, 1);
		lost.get(0).returned("NO_ROUTE");
		this.outbox.putBack(lost);
		assertThat(takeAll()).containsExactly("b");
		assertThat(this.limit.count()).isZero();
	}

	@Test
	void givesEverythingUpWithTheReason() {
		List<TestMessage> messages = add("a", "b");
		messages.get(1).cancel();
		StoppedException reason = new StoppedException("closed", null);
		this.outbox.giveUp(reason);
		assertThat(messages.get(0).failure()).isSameAs(reason);
		assertThat(messages.get(1).failure()).isNull();
		assertThat(this.limit.count()).isZero();
	}

	private List<TestMessage> add(String... ids) {
		List<TestMessage> messages = new ArrayList<>();
		for (String id : ids) {
			TestMessage message = new TestMessage(id);
			this.limit.take(1, message.body().length);
			this.outbox.add(message);
			messages.add(message);
		}
		return messages;
	}

	private static List<BufferedMessage> messages(String... ids) {
		List<BufferedMessage> messages = new ArrayList<>();
		for (String id : ids) {
			messages.add(new BufferedMessage(new TestMessage(id)));
		}
		return messages;
	}

	private List<String> takeAll() {
		List<String> taken = new ArrayList<>();
		for (BufferedMessage next = this.outbox.next(); next != null; next = this.outbox.next()) {
			taken.add(next.message().messageId());
		}
		return taken;
	}

}
