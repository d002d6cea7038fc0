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
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link UndeliverableMessages}.
 */
class UndeliverableMessagesTests {

	private static final String QUEUE = "requests";

	private static final ShutdownSignalException INTERNAL_ERROR = closed(AMQP.INTERNAL_ERROR);

	private final Channel consuming = mock(Channel.class);

	private final Connection separate = mock(Connection.class);

	private final Channel separateChannel = mock(Channel.class);

	/** The messages of the queue, {@code null} for one that cannot be delivered. */
	private final Deque<byte[]> messages = new ArrayDeque<>();

	private final UndeliverableMessages undeliverable = new UndeliverableMessages(QUEUE, (channel) -> this.separate);

	@BeforeEach
	void openSeparateConnections() throws IOException {
		given(this.separate.createChannel()).willReturn(this.separateChannel);
		given(this.consuming.messageCount(QUEUE)).willAnswer((call) -> (long) this.messages.size());
		given(this.separateChannel.basicGet(any(), anyBoolean())).willAnswer((call) -> get(call.getArgument(1)));
	}

	private GetResponse get(boolean autoAcknowledge) throws IOException {
		byte[] first = autoAcknowledge ? this.messages.poll() : this.messages.peek();
		if (first != null && first.length == 0) {
			throw new IOException(INTERNAL_ERROR);
		}
		return (first != null) ? new GetResponse(new Envelope(1, false, "", QUEUE), new BasicProperties(), first, 0)
				: null;
	}

	@Test
	void removesMessagesThatCloseTheConnectionAgain() throws IOException {
		this.messages.add(new byte[0]);
		this.messages.add(new byte[0]);
		this.messages.add(new byte[1]);
		lose(3, INTERNAL_ERROR);
		this.undeliverable.remove(this.consuming);
		assertThat(this.messages).hasSize(1);
		assertThat(this.undeliverable.suspected()).isFalse();
		then(this.separate).should(times(5)).abort(anyInt());
		then(this.separateChannel).should(never()).basicPublish(any(), any(), any(), any());
	}

	@Test
	void removesNothingAfterFewLosses() throws IOException {
		this.messages.add(new byte[0]);
		lose(2, INTERNAL_ERROR);
		this.undeliverable.remove(this.consuming);
		assertThat(this.undeliverable.suspected()).isFalse();
		then(this.separate).should(never()).createChannel();
	}

	@Test
	void removesNothingAfterOtherLosses() throws IOException {
		this.messages.add(new byte[0]);
		lose(10, closed(AMQP.CONNECTION_FORCED));
		lose(10, new ShutdownSignalException(true, true, closing(AMQP.INTERNAL_ERROR), this.separate));
		lose(10, null);
		this.undeliverable.remove(this.consuming);
		assertThat(this.undeliverable.suspected()).isFalse();
		then(this.separate).should(never()).createChannel();
	}

	@Test
	void removesNothingIfTheFirstMessageIsDelivered() throws IOException {
		this.messages.add(new byte[1]);
		lose(3, INTERNAL_ERROR);
		this.undeliverable.remove(this.consuming);
		assertThat(this.messages).hasSize(1);
		assertThat(this.undeliverable.suspected()).isTrue();
		then(this.separateChannel).should(never()).basicGet(QUEUE, true);
	}

	@Test
	void doesNotRequestTheFirstMessageIfOneWasDelivered() throws IOException {
		this.messages.add(new byte[0]);
		lose(2, INTERNAL_ERROR);
		this.undeliverable.lost(INTERNAL_ERROR, true);
		this.undeliverable.remove(this.consuming);
		assertThat(this.undeliverable.suspected()).isTrue();
		then(this.separate).should(never()).createChannel();
	}

	@Test
	void putsAMessageBackThatIsNotTheSuspectedOne() throws Exception {
		this.messages.add(new byte[0]);
		this.messages.add(new byte[1]);
		willAnswer((call) -> {
			this.messages.poll();
			return get(true);
		}).given(this.separateChannel).basicGet(QUEUE, true);
		lose(3, INTERNAL_ERROR);
		this.undeliverable.remove(this.consuming);
		var inOrder = inOrder(this.separateChannel);
		inOrder.verify(this.separateChannel).confirmSelect();
		inOrder.verify(this.separateChannel).basicPublish("", QUEUE, new BasicProperties(), new byte[1]);
		inOrder.verify(this.separateChannel).waitForConfirmsOrDie(anyLong());
	}

	@Test
	void ignoresQueuesThatTheBrokerNames() throws IOException {
		UndeliverableMessages named = new UndeliverableMessages("", (channel) -> this.separate);
		for (int i = 0; i < 3; i++) {
			named.lost(INTERNAL_ERROR, false);
		}
		named.remove(this.consuming);
		then(this.consuming).should(never()).messageCount(any());
	}

	@Test
	void consumesAgainWithoutDelayForSomeTimeOnly() {
		lose(2, INTERNAL_ERROR);
		assertThat(this.undeliverable.quick()).isFalse();
		lose(1, INTERNAL_ERROR);
		assertThat(this.undeliverable.quick()).isTrue();
		lose(20, INTERNAL_ERROR);
		assertThat(this.undeliverable.quick()).isFalse();
		assertThat(this.undeliverable.suspected()).isTrue();
	}

	@Test
	void schedulesTheEndOfASuspicion() {
		ScheduledExecutorService worker = mock(ScheduledExecutorService.class);
		this.undeliverable.onTrust(worker, () -> {
		});
		then(worker).shouldHaveNoInteractions();
		lose(3, INTERNAL_ERROR);
		this.undeliverable.onTrust(worker, () -> {
		});
		then(worker).should().schedule(any(Runnable.class), anyLong(), any());
	}

	private void lose(int connections, ShutdownSignalException reason) {
		for (int i = 0; i < connections; i++) {
			this.undeliverable.lost(reason, false);
		}
	}

	private static ShutdownSignalException closed(int code) {
		return new ShutdownSignalException(true, false, closing(code), new Object());
	}

	private static Method closing(int code) {
		return new AMQP.Connection.Close.Builder().replyCode(code).replyText("closed").build();
	}

}
