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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ReturnListener;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/**
 * A channel that remembers what is published over it, and lets a test play the broker.
 */
public final class FakeChannel {

	private static final String TAG = "consumer";

	private final Channel channel = mock(Channel.class);

	private final List<String> published = new CopyOnWriteArrayList<>();

	private final List<ShutdownListener> shutdownListeners = new CopyOnWriteArrayList<>();

	private volatile ConfirmListener confirmListener;

	private volatile ReturnListener returnListener;

	private volatile Consumer consumer;

	private volatile ShutdownSignalException closed;

	private final int number;

	FakeChannel(int number) throws Exception {
		this.number = number;
		given(this.channel.isOpen()).willAnswer((call) -> this.closed == null);
		given(this.channel.getNextPublishSeqNo()).willReturn(1L);
		given(this.channel.getCloseReason()).willAnswer((call) -> this.closed);
		willAnswer((call) -> this.confirmListener = call.getArgument(0)).given(this.channel)
			.addConfirmListener(any(ConfirmListener.class));
		willAnswer((call) -> this.returnListener = call.getArgument(0)).given(this.channel)
			.addReturnListener(any(ReturnListener.class));
		willAnswer((call) -> addShutdownListener(call.getArgument(0))).given(this.channel).addShutdownListener(any());
		willAnswer((call) -> publish(call.getArgument(3))).given(this.channel)
			.basicPublish(anyString(), anyString(), anyBoolean(), any(), any());
		given(this.channel.basicConsume(anyString(), anyBoolean(), any(Consumer.class))).willAnswer((call) -> {
			this.consumer = call.getArgument(2);
			return TAG;
		});
		willAnswer((call) -> {
			this.consumer.handleCancelOk(TAG);
			return null;
		}).given(this.channel).basicCancel(TAG);
		willAnswer((call) -> {
			lose(null);
			return null;
		}).given(this.channel).abort();
	}

	private Object publish(BasicProperties properties) {
		if (this.closed != null) {
			throw new AlreadyClosedException(this.closed);
		}
		if ("unsendable".equals(properties.getMessageId())) {
			throw new IllegalArgumentException("Short string too long");
		}
		if ("enormous".equals(properties.getMessageId())) {
			throw new OutOfMemoryError("no heap");
		}
		if ("deep".equals(properties.getMessageId()) && this.number == 0) {
			throw new StackOverflowError();
		}
		this.published.add(properties.getMessageId());
		return null;
	}

	/** As in the Java client, a listener that comes too late is notified at once. */
	private synchronized Object addShutdownListener(ShutdownListener listener) {
		this.shutdownListeners.add(listener);
		if (this.closed != null) {
			listener.shutdownCompleted(this.closed);
		}
		return null;
	}

	public Channel channel() {
		return this.channel;
	}

	/** The message ids of what was published, in order. */
	List<String> published() {
		return this.published;
	}

	void awaitPublished(String... messageIds) {
		FakeBroker.await().until(() -> this.published.equals(List.of(messageIds)));
	}

	void ack(long tag, boolean multiple) throws IOException {
		this.confirmListener.handleAck(tag, multiple);
	}

	void nack(long tag) throws IOException {
		this.confirmListener.handleNack(tag, false);
	}

	void giveBack(String messageId) throws IOException {
		this.returnListener.handleReturn(312, "NO_ROUTE", "exchange", "key",
				new BasicProperties.Builder().messageId(messageId).build(), new byte[0]);
	}

	/** Lose the channel with its connection. */
	public void lose() {
		lose(null);
	}

	/** Have the broker close the channel because of something that was published. */
	public void refuse(int code, String text) {
		lose(new AMQP.Channel.Close.Builder().replyCode(code).replyText(text).classId(60).methodId(40).build());
	}

	private synchronized void lose(Method reason) {
		if (this.closed == null) {
			ShutdownSignalException signal = new ShutdownSignalException(reason == null, false, reason, this.channel);
			this.closed = signal;
			this.shutdownListeners.forEach((listener) -> listener.shutdownCompleted(signal));
		}
	}

}
