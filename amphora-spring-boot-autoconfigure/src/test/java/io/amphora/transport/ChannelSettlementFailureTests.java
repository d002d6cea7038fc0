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
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ChannelSettlement} if the settlement of one delivery fails.
 */
class ChannelSettlementFailureTests {

	private final Channel channel = mock(Channel.class);

	private final Queue<Runnable> acknowledger = new ArrayDeque<>();

	private final AtomicBoolean broken = new AtomicBoolean();

	@Test
	void othersAreSettledAndNothingStaysOpen() throws IOException {
		ChannelSettlement settlement = ChannelSettlement.replacing(this.channel, this.acknowledger::add, "queue");
		Delivery failing = deliver(1, settlement);
		Delivery other = deliver(2, settlement);
		failing.replace(new BasicProperties.Builder().headers(Map.of("broken", new BrittleHeader())).build(),
				ChannelSettlementFailureTests::nothing, ChannelSettlementFailureTests::nothing,
				ChannelSettlementFailureTests::nothing);
		other.acknowledge();
		this.broken.set(true);
		this.acknowledger.remove().run();
		then(this.channel).should().basicAck(2, false);
		assertThat(settlement.open()).isZero();
		assertThat(this.acknowledger).isEmpty();
	}

	private static Delivery deliver(long tag, ChannelSettlement settlement) {
		settlement.delivered();
		return new Delivery(new Envelope(tag, false, "exchange", "key"), new BasicProperties(), new byte[0],
				settlement);
	}

	private static void nothing() {
		// the copy is never written
	}

	private final class BrittleHeader {

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			if (ChannelSettlementFailureTests.this.broken.get()) {
				throw new OutOfMemoryError("on purpose");
			}
			return 0;
		}

	}

}
