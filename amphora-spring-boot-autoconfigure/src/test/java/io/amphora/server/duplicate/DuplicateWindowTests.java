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

package io.amphora.server.duplicate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DuplicateWindow}.
 */
class DuplicateWindowTests {

	private final List<Delivery> repliedAgain = new ArrayList<>();

	private final List<Delivery> lostCopies = new ArrayList<>();

	private final ReplyContent reply = new ReplyContent(Map.of(), new byte[1000]);

	@Test
	void recognizesRunningAndCompletedRequests() {
		DuplicateWindow window = window(10, Duration.ofMinutes(1), DataSize.ofMegabytes(1));
		Delivery first = delivery("1");
		Delivery copy = delivery("1");
		Delivery late = delivery("1");
		assertThat(window.contains(first)).isFalse();
		assertThat(window.contains(copy)).isTrue();
		assertThat(this.repliedAgain).isEmpty();
		window.replied(first, this.reply);
		assertThat(this.repliedAgain).containsExactly(copy);
		window.replied(copy, this.reply);
		assertThat(window.contains(late)).isTrue();
		assertThat(this.repliedAgain).containsExactly(copy, late);
	}

	@Test
	void requestOfAnotherCallerWithTheSameMessageIdIsNotACopy() {
		DuplicateWindow window = window(10, Duration.ofMinutes(1), DataSize.ofMegabytes(1));
		window.contains(delivery("1", "1", "queue"));
		Delivery other = delivery("1", "1", "another queue");
		assertThat(window.contains(other)).isFalse();
		assertThat(window.contains(delivery("1", "2", "queue"))).isFalse();
		window.replied(other, this.reply);
		assertThat(window.contains(delivery("1", "1", "another queue"))).isFalse();
		assertThat(this.repliedAgain).isEmpty();
	}

	@Test
	void requestThatIsSentAgainForDirectRepliesIsKnownThoughItNamesAnotherChannel() {
		DuplicateWindow window = window(10, Duration.ofMinutes(1), DataSize.ofMegabytes(1));
		Delivery first = delivery("1", "1", "amq.rabbitmq.reply-to.g1.a");
		Delivery copy = delivery("1", "1", "amq.rabbitmq.reply-to.g1.b");
		assertThat(window.contains(first)).isFalse();
		assertThat(window.contains(copy)).isTrue();
		assertThat(window.contains(delivery("1", "2", "amq.rabbitmq.reply-to.g1.b"))).isFalse();
		assertThat(window.contains(delivery("1", "1", "queue"))).isFalse();
		window.replied(first, this.reply);
		Delivery newest = delivery("1", "1", "amq.rabbitmq.reply-to.g1.c");
		assertThat(window.contains(newest)).isTrue();
		assertThat(this.repliedAgain).containsExactly(copy, newest);
	}

	@Test
	void requestWithoutMessageIdIsNotKnown() {
		DuplicateWindow window = window(10, Duration.ofMinutes(1), DataSize.ofMegabytes(1));
		assertThat(window.contains(delivery(null))).isFalse();
		assertThat(window.contains(delivery(null))).isFalse();
		window.replied(delivery(null), this.reply);
		assertThat(window.count()).isZero();
	}

	@Test
	void copiesWhoseChannelsAreLostAreForgotten() {
		DuplicateWindow window = window(10, Duration.ofMinutes(1), DataSize.ofMegabytes(1));
		Delivery first = delivery("1");
		window.contains(first);
		List<Delivery> copies = IntStream.range(0, 50).mapToObj((i) -> delivery("1")).toList();
		copies.forEach((copy) -> {
			assertThat(window.contains(copy)).isTrue();
			given(copy.lost()).willReturn(true);
		});
		assertThat(this.lostCopies).isEqualTo(copies.subList(0, 49));
		window.replied(first, this.reply);
		assertThat(this.repliedAgain).containsExactly(copies.get(49));
	}

	@Test
	void forgottenRequestRunsAgain() {
		DuplicateWindow window = window(10, Duration.ofMinutes(1), DataSize.ofMegabytes(1));
		Delivery first = delivery("1");
		Delivery copy = delivery("1");
		window.contains(first);
		window.contains(copy);
		assertThat(window.forget(copy)).isEmpty();
		assertThat(window.forget(first)).containsExactly(copy);
		assertThat(window.contains(delivery("1"))).isFalse();
	}

	@Test
	void forgetsTheOldestRepliesBeyondTheCount() {
		DuplicateWindow window = window(2, Duration.ofMinutes(1), DataSize.ofMegabytes(1));
		reply(window, "1", "2", "3");
		assertThat(window.contains(delivery("3"))).isTrue();
		assertThat(window.contains(delivery("2"))).isTrue();
		assertThat(window.contains(delivery("1"))).isFalse();
	}

	@Test
	void forgetsTheOldestRepliesBeyondTheSize() {
		DuplicateWindow window = window(10, Duration.ofMinutes(1), DataSize.ofBytes(3000));
		reply(window, "1", "2", "3");
		assertThat(window.count()).isEqualTo(2);
		assertThat(window.contains(delivery("1"))).isFalse();
	}

	@Test
	void idsCountLikeReplies() {
		DuplicateWindow window = window(100, Duration.ofMinutes(1), DataSize.ofMegabytes(1));
		for (int i = 0; i < 10; i++) {
			reply(window, i + "x".repeat(100_000));
		}
		assertThat(window.count()).isEqualTo(2);
	}

	@Test
	void forgetsRepliesAfterTheTime() {
		DuplicateWindow window = window(10, Duration.ofMillis(1), DataSize.ofMegabytes(1));
		reply(window, "1");
		await().atMost(Duration.ofSeconds(5)).until(() -> !window.contains(delivery("1")));
	}

	@Test
	void requestsWithoutAMessageIdAreNotCopies() {
		DuplicateWindow window = window(10, Duration.ofMinutes(1), DataSize.ofMegabytes(1));
		assertThat(window.contains(delivery(""))).isFalse();
		assertThat(window.contains(delivery(""))).isFalse();
		assertThat(window.count()).isZero();
	}

	@Test
	void remembersNothingIfDisabled() {
		DuplicateWindow window = window(0, Duration.ofMinutes(1), DataSize.ofMegabytes(1));
		assertThat(window.contains(delivery("1"))).isFalse();
		assertThat(window.contains(delivery("1"))).isFalse();
		assertThat(window.count()).isZero();
	}

	private void reply(DuplicateWindow window, String... messageIds) {
		for (String messageId : messageIds) {
			Delivery delivery = delivery(messageId);
			window.contains(delivery);
			window.replied(delivery, this.reply);
		}
	}

	private DuplicateWindow window(int count, Duration time, DataSize size) {
		return new DuplicateWindow(new DuplicateWindow.Limits(count, size, time),
				(delivery, response) -> this.repliedAgain.add(delivery), this.lostCopies::add);
	}

	private static Delivery delivery(String messageId) {
		return delivery(messageId, messageId, "queue");
	}

	private static Delivery delivery(String messageId, String correlationId, String replyTo) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties()).willReturn(new BasicProperties.Builder().messageId(messageId)
			.correlationId(correlationId)
			.replyTo(replyTo)
			.build());
		return delivery;
	}

}
