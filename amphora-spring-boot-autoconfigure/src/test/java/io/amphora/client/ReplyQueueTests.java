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

package io.amphora.client;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.topology.Topology;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ReplyQueue}.
 */
class ReplyQueueTests {

	private final Channel channel = mock(Channel.class);

	private final Topology topology = mock(Topology.class);

	private final AtomicInteger told = new AtomicInteger();

	private boolean expecting = true;

	private final ReplyQueue queue = new ReplyQueue("replies", this.topology, () -> this.expecting,
			this.told::incrementAndGet);

	@Test
	void adaptsToRefusalsLikeItsTopology() {
		IOException refusal = new IOException("on purpose");
		given(this.topology.adaptTo(refusal)).willReturn(true);
		assertThat(this.queue.adaptTo(refusal)).isTrue();
		assertThat(this.queue.adaptTo(new IOException("another"))).isFalse();
	}

	@Test
	void queueThatWasNeverThereIsNotGone() throws IOException {
		missing();
		this.queue.declare(this.channel);
		assertThat(this.told).hasValue(0);
	}

	@Test
	void reportsADeletedQueueOnce() throws IOException {
		this.queue.declare(this.channel);
		this.queue.declare(this.channel);
		assertThat(this.told).hasValue(0);
		missing();
		assertThatIOException().isThrownBy(() -> this.queue.declare(this.channel));
		assertThat(this.told).hasValue(0);
		this.queue.declare(mock(Channel.class));
		this.queue.declare(mock(Channel.class));
		assertThat(this.told).hasValue(1);
	}

	@Test
	void doesNotAskWhileNoRepliesAreExpected() throws IOException {
		this.expecting = false;
		this.queue.declare(this.channel);
		missing();
		this.queue.declare(this.channel);
		assertThat(this.told).hasValue(0);
	}

	@Test
	void reportsADeletedQueueEvenIfTheNextConnectionIsLost() throws IOException {
		this.queue.declare(this.channel);
		missing();
		assertThatIOException().isThrownBy(() -> this.queue.declare(this.channel));
		Channel next = mock(Channel.class);
		willThrow(new IOException("lost")).given(this.topology).declare(next);
		assertThatIOException().isThrownBy(() -> this.queue.declare(next));
		assertThat(this.told).hasValue(0);
		this.queue.declare(mock(Channel.class));
		assertThat(this.told).hasValue(1);
	}

	@Test
	void opensNoOtherChannel() throws IOException {
		this.queue.declare(this.channel);
		this.queue.declare(this.channel);
		then(this.channel).should().queueDeclarePassive("replies");
		then(this.channel).shouldHaveNoMoreInteractions();
	}

	private void missing() throws IOException {
		AMQP.Channel.Close close = new AMQP.Channel.Close.Builder().replyCode(AMQP.NOT_FOUND)
			.replyText("NOT_FOUND")
			.classId(0)
			.methodId(0)
			.build();
		IOException failure = new IOException(new ShutdownSignalException(false, false, close, this.channel));
		willThrow(failure).given(this.channel).queueDeclarePassive("replies");
	}

}
