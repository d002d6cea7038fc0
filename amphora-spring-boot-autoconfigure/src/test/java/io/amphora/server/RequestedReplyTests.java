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
import io.amphora.server.RequestedReply.RefusedReplies;
import io.amphora.transport.Delivery;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RequestedReply}.
 */
class RequestedReplyTests {

	private final AtomicInteger done = new AtomicInteger();

	private final RefusedReplies replies = new RefusedReplies(4);

	private final RequestedReply first = requestedReply();

	private final RequestedReply second = requestedReply();

	private RequestedReply requestedReply() {
		Delivery delivery = mock();
		given(delivery.properties()).willReturn(new BasicProperties.Builder().expiration("120000").build());
		given(delivery.receivedAt()).willReturn(System.nanoTime());
		return RequestedReply.of(delivery, this.done::incrementAndGet);
	}

	@Test
	void quarterOfThePrefetchWaitsForRefusedReplies() {
		this.first.refused(this.replies);
		this.first.refused(this.replies);
		assertThat(patience(this.first)).isGreaterThan(Duration.ofSeconds(100));
		this.second.refused(this.replies);
		assertThat(patience(this.second)).isLessThan(Duration.ofSeconds(1));
	}

	@Test
	void settledRequestNoLongerCounts() {
		this.first.refused(this.replies);
		this.first.end();
		this.first.end();
		assertThat(this.done).hasValue(2);
		this.second.refused(this.replies);
		assertThat(patience(this.second)).isGreaterThan(Duration.ofSeconds(100));
		RequestedReply third = requestedReply();
		third.refused(this.replies);
		assertThat(patience(third)).isLessThan(Duration.ofSeconds(1));
	}

	@Test
	void replyThatIsGivenUpNoLongerCounts() {
		this.first.refused(this.replies);
		this.first.release();
		this.first.refused(this.replies);
		this.second.refused(this.replies);
		assertThat(patience(this.second)).isGreaterThan(Duration.ofSeconds(100));
		assertThat(this.done).hasValue(0);
	}

	private static Duration patience(RequestedReply reply) {
		return Duration.ofNanos(reply.wantedUntil() - System.nanoTime());
	}

}
