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

import java.time.Duration;

import io.amphora.StoppedException;
import io.amphora.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static io.amphora.transport.FakeBroker.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OverdueConfirms}.
 */
class OverdueConfirmsTests {

	private final FakeBroker broker = new FakeBroker();

	private final BrokerTransport transport = this.broker.transport();

	private final Publisher publisher = this.transport.publisher("test", Topology.NONE, 5, DataSize.ofBytes(100));

	OverdueConfirmsTests() throws Exception {
	}

	@AfterEach
	void close() {
		this.publisher.close(new StoppedException("closed", null));
		this.transport.close();
	}

	@Test
	void callersDoNotSendWhileDroppedMessagesMayBeUnread() throws Exception {
		assertThat(this.publisher.start()).succeedsWithin(Duration.ofSeconds(30));
		TestMessage unread = publish("a");
		this.broker.channel(0).awaitPublished("a");
		unread.cancel();
		await().until(() -> unread.events().contains("dropped"));
		TestMessage next = publish("b");
		this.broker.channel(0).awaitPublished("a", "b");
		assertThat(next.sender()).isNotSameAs(Thread.currentThread());
		this.broker.channel(0).ack(2, false);
		await().until(() -> publish("c").sender() == Thread.currentThread());
	}

	private TestMessage publish(String id) {
		TestMessage message = new TestMessage(id);
		this.publisher.publish(message);
		return message;
	}

}
