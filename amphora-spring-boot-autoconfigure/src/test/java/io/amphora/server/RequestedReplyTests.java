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
import java.util.concurrent.atomic.AtomicLong;

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

	private final AtomicLong now = new AtomicLong();

	private final RefusedReplies replies = new RefusedReplies(4, this.now::get);

	private final RequestedReply first = requestedReply();

	private final RequestedReply second = requestedReply();

	private RequestedReply requestedReply() {
		Delivery delivery = mock();
		given(delivery.properties()).willReturn(new BasicProperties.Builder().expiration("120000").build());
		given(delivery.receivedAt()).willReturn(System.nanoTime());
		return RequestedReply.of(delivery, this.done::incrementAndGet);
	}

	@Test
	void allRefusedRepliesAreKeptDuringAFailover() {
		this.first.refused(this.replies);
		this.second.refused(this.replies);
		assertThat(patience(this.second)).isBetween(Duration.ofSeconds(5), RefusedReplies.FAILOVER);
		pass(RefusedReplies.FAILOVER.minusSeconds(1));
		RequestedReply third = requestedReply();
		third.refused(this.replies);
		assertThat(patience(third)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
	}

	@Test
	void nextFailoverIsPossibleAfterAQuietTime() {
		endFailover();
		pass(RefusedReplies.QUIET.minusSeconds(1));
		this.first.refused(this.replies);
		pass(RefusedReplies.QUIET.minusSeconds(1));
		this.second.refused(this.replies);
		assertThat(patience(this.second)).isLessThan(Duration.ofSeconds(1));
		pass(RefusedReplies.QUIET.plusSeconds(1));
		RequestedReply third = requestedReply();
		third.refused(this.replies);
		assertThat(patience(third)).isGreaterThan(Duration.ofSeconds(5));
	}

	@Test
	void repeatedRefusalsOfAReplyAreNotQuiet() {
		this.first.refused(this.replies);
		for (int i = 0; i < 100; i++) {
			pass(Duration.ofSeconds(2));
			this.first.refused(this.replies);
		}
		this.second.refused(this.replies);
		assertThat(patience(this.second)).isLessThan(Duration.ofSeconds(1));
	}

	@Test
	void quarterOfThePrefetchWaitsForRefusedReplies() {
		endFailover();
		this.first.refused(this.replies);
		this.first.refused(this.replies);
		assertThat(patience(this.first)).isGreaterThan(Duration.ofSeconds(100));
		this.second.refused(this.replies);
		assertThat(patience(this.second)).isLessThan(Duration.ofSeconds(1));
	}

	@Test
	void settledRequestNoLongerCounts() {
		endFailover();
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

	private void endFailover() {
		RequestedReply refused = requestedReply();
		refused.refused(this.replies);
		refused.release();
		pass(RefusedReplies.FAILOVER);
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	private static Duration patience(RequestedReply reply) {
		return Duration.ofNanos(reply.wantedUntil() - System.nanoTime());
	}

}
