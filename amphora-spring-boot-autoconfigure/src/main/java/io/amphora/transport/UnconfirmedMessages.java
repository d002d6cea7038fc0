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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ReturnListener;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.transport.thread.BrokerThread;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were sent over one channel and are not confirmed yet, by delivery tag.
 * The sender adds messages and owns the non-final fields except {@link #first}. The
 * connection's thread removes messages and owns {@link #first}. Tags have no gaps, so no
 * sorted map is needed.
 */
final class UnconfirmedMessages implements ConfirmListener, ReturnListener {

	private static final Log logger = LogFactory.getLog(UnconfirmedMessages.class);

	private final Map<Long, BufferedMessage> unconfirmed = new ConcurrentHashMap<>();

	private final Channel channel;

	private final Listener listener;

	/** All lower tags are or were in the map. */
	private volatile long nextTag;

	/** No lower tag is in the map. */
	private volatile long first;

	/**
	 * Highest tag of a message that was removed although it may still be unread. Written
	 * by one thread at a time.
	 */
	private volatile long lastUnwanted;

	/**
	 * Highest tag of a confirm. The peer has read the messages up to it. Written by the
	 * connection's thread.
	 */
	private volatile long lastRead;

	/** Owned by the connection's thread. */
	private long lastReturned;

	private boolean usable = true;

	UnconfirmedMessages(Channel channel, Listener listener) throws IOException {
		this.channel = channel;
		this.listener = listener;
		channel.addConfirmListener(this);
		channel.addReturnListener(this);
		channel.confirmSelect();
		this.nextTag = channel.getNextPublishSeqNo();
		this.first = this.nextTag;
	}

	Channel channel() {
		return this.channel;
	}

	/** Return whether messages can still be sent over the channel. */
	boolean usable() {
		return this.usable;
	}

	/**
	 * Send a message. It counts as unconfirmed even if the channel turns out to be
	 * closed. Exceptions thrown while the message is created do not affect the channel.
	 * @return {@code false} if the channel can no longer be used
	 */
	boolean send(BufferedMessage message) {
		try {
			if (message.sent()) {
				publish(message);
			}
			else {
				this.listener.unwanted(message);
			}
		}
		catch (RuntimeException | Error ex) {
			this.listener.unsendable(message, ex);
		}
		return this.usable;
	}

	private void publish(BufferedMessage buffered) {
		OutgoingMessage message = buffered.message();
		AMQP.BasicProperties properties;
		byte[] body;
		try {
			properties = message.properties();
			EncodingCheck.check(message, properties, this.channel);
			body = message.body();
		}
		catch (RuntimeException | Error ex) {
			message.notSent();
			throw ex;
		}
		publish(buffered, properties, body);
	}

	/**
	 * The broker counts only messages that were written, so other messages have no tag.
	 * After an unexpected failure it is unknown whether the message was written.
	 */
	private void publish(BufferedMessage buffered, AMQP.BasicProperties properties, byte[] body) {
		OutgoingMessage message = buffered.message();
		long tag = this.nextTag;
		this.unconfirmed.put(tag, buffered);
		this.nextTag = tag + 1;
		try {
			this.channel.basicPublish(message.exchange(), message.routingKey(), message.mandatory(), properties, body);
		}
		catch (IOException | ShutdownSignalException ex) {
			this.usable = false;
		}
		catch (RuntimeException | Error ex) {
			this.usable = false;
			this.unconfirmed.remove(tag);
			throw ex;
		}
	}

	/** Return the broker's reason if it closed the channel because of a message. */
	@Nullable String refusal() {
		ShutdownSignalException signal = this.channel.getCloseReason();
		Method reason = (signal != null) ? signal.getReason() : null;
		if (reason instanceof AMQP.Channel.Close close) {
			return switch (close.getReplyCode()) {
				case AMQP.PRECONDITION_FAILED, AMQP.CONTENT_TOO_LARGE, AMQP.ACCESS_REFUSED -> close.getReplyText();
				default -> null;
			};
		}
		return null;
	}

	/**
	 * Return whether the channel or its connection was lost without being closed by this
	 * application or by an operator.
	 */
	boolean failed() {
		ShutdownSignalException signal = this.channel.getCloseReason();
		return signal != null && !signal.isInitiatedByApplication()
				&& !(signal.getReason() instanceof AMQP.Connection.Close close
						&& close.getReplyCode() == AMQP.CONNECTION_FORCED);
	}

	boolean isEmpty() {
		return this.unconfirmed.isEmpty();
	}

	/**
	 * Remove and return messages that were sent some time ago, are not confirmed yet and
	 * are no longer wanted. Called by one thread at a time.
	 * @param patience minimum time since the message was sent
	 */
	List<BufferedMessage> takeUnwanted(Duration patience) {
		List<BufferedMessage> taken = new ArrayList<>();
		long now = System.nanoTime();
		this.unconfirmed.forEach((tag, message) -> {
			if (now - message.sentAt() > patience.toNanos() && !message.wanted()
					&& this.unconfirmed.remove(tag, message)) {
				this.lastUnwanted = Math.max(this.lastUnwanted, tag);
				taken.add(message);
			}
		});
		return taken;
	}

	/**
	 * Return whether messages that were removed as unwanted may still occupy the buffers
	 * of the socket, because the peer has confirmed no later one.
	 */
	boolean hasUnreadUnwanted() {
		return this.lastUnwanted > this.lastRead;
	}

	/** Remove and return all unconfirmed messages, in order. */
	List<BufferedMessage> takeAll() {
		return takeUpTo(this.nextTag - 1);
	}

	@Override
	public void handleAck(long deliveryTag, boolean multiple) {
		BrokerThread.run(() -> take(deliveryTag, multiple, this.listener::confirmed));
	}

	@Override
	public void handleNack(long deliveryTag, boolean multiple) {
		BrokerThread.run(() -> take(deliveryTag, multiple, this.listener::nacked));
	}

	private void take(long deliveryTag, boolean multiple, Consumer<BufferedMessage> taker) {
		this.lastRead = Math.max(this.lastRead, deliveryTag);
		if (multiple) {
			List<BufferedMessage> taken = takeUpTo(deliveryTag);
			advance();
			taken.forEach((message) -> give(message, taker));
			return;
		}
		BufferedMessage message = this.unconfirmed.remove(deliveryTag);
		advance();
		if (message != null) {
			give(message, taker);
		}
	}

	/** A failure must not affect the other messages of the same confirm. */
	private static void give(BufferedMessage message, Consumer<BufferedMessage> taker) {
		try {
			taker.accept(message);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "The outcome of a message was lost", ex);
		}
	}

	private List<BufferedMessage> takeUpTo(long deliveryTag) {
		List<BufferedMessage> taken = new ArrayList<>();
		long end = Math.min(deliveryTag + 1, this.nextTag);
		for (long tag = this.first; tag < end; tag++) {
			BufferedMessage message = this.unconfirmed.remove(tag);
			if (message != null) {
				taken.add(message);
			}
		}
		return taken;
	}

	private void advance() {
		long tag = this.first;
		long end = this.nextTag;
		while (tag < end && !this.unconfirmed.containsKey(tag)) {
			tag++;
		}
		this.first = tag;
	}

	@Override
	public void handleReturn(int replyCode, String replyText, String exchange, String routingKey,
			AMQP.BasicProperties properties, byte[] body) {
		BrokerThread.run(() -> {
			String messageId = properties.getMessageId();
			BufferedMessage message = (messageId != null) ? find(messageId, routingKey) : null;
			if (message != null) {
				message.returned(replyCode + " " + replyText);
			}
		});
	}

	/**
	 * The broker returns messages in the order of sending, so the search begins after the
	 * last returned one: the first unconfirmed one may be much older. A returned reply is
	 * sent again with the same id, perhaps before its first confirm arrives.
	 */
	private @Nullable BufferedMessage find(String messageId, String routingKey) {
		long next = Math.max(this.first, this.lastReturned + 1);
		BufferedMessage found = find(messageId, routingKey, next, this.nextTag);
		if (found == null) {
			found = find(messageId, routingKey, this.first, next);
		}
		return (found != null) ? found : this.listener.findNacked(messageId, routingKey);
	}

	private @Nullable BufferedMessage find(String messageId, String routingKey, long from, long to) {
		for (long tag = from; tag < to; tag++) {
			BufferedMessage message = this.unconfirmed.get(tag);
			if (message != null && message.awaitsReturn(messageId, routingKey)) {
				this.lastReturned = tag;
				return message;
			}
		}
		return null;
	}

	/**
	 * Notified of the outcome of messages. Called on the connection's thread, except for
	 * {@link #unwanted} and {@link #unsendable}, which the sender calls.
	 */
	interface Listener {

		/** The message was no longer wanted when it was about to be sent. */
		void unwanted(BufferedMessage message);

		void unsendable(BufferedMessage message, Throwable cause);

		void confirmed(BufferedMessage message);

		void nacked(BufferedMessage message);

		@Nullable BufferedMessage findNacked(String messageId, String routingKey);

	}

}
