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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.NoResultException;
import io.amphora.WrongRequestException;
import io.amphora.serializer.BatchFormat;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.OutgoingMessage;
import io.amphora.transport.Publisher;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Replies in one message. Each reply shares the outcome of the message; if the message is
 * returned or refused, the replies are sent one by one.
 */
final class ReplyBatch implements OutgoingMessage {

	private static final Log logger = LogFactory.getLog(ReplyBatch.class);

	private final BatchFormat format;

	private final List<ReplyMessage> replies;

	private final Publisher publisher;

	private final Runnable arrived;

	/**
	 * Owned by the sending thread. Serialized late, because this runs foreign code; if it
	 * fails, the replies are sent one by one.
	 */
	private byte @Nullable [] body;

	ReplyBatch(BatchFormat format, List<ReplyMessage> replies, Publisher publisher, Runnable arrived) {
		this.format = format;
		this.replies = replies;
		this.publisher = publisher;
		this.arrived = arrived;
	}

	@Override
	public String exchange() {
		return first().exchange();
	}

	@Override
	public String routingKey() {
		return first().routingKey();
	}

	@Override
	public String messageId() {
		return first().messageId();
	}

	@Override
	public BasicProperties properties() {
		BasicProperties properties = first().properties();
		Map<String, Object> headers = new HashMap<>(properties.getHeaders());
		headers.remove(WireHeaders.ALONE);
		return properties.builder().contentType(this.format.contentType()).correlationId(null).headers(headers).build();
	}

	private ReplyMessage first() {
		return this.replies.get(0);
	}

	@Override
	public byte[] body() {
		byte[] joined = this.body;
		if (joined == null) {
			joined = this.format.join(this.replies.stream().map(ReplyMessage::item).toList());
			this.body = joined;
		}
		return joined;
	}

	@Override
	public int count() {
		return this.replies.size();
	}

	@Override
	public int size() {
		return this.replies.stream().mapToInt(ReplyMessage::size).sum();
	}

	@Override
	public boolean mandatory() {
		return first().mandatory();
	}

	@Override
	public boolean mayCloseConnection() {
		return first().mayCloseConnection();
	}

	@Override
	public void closedConnection(NoResultException cause) {
		arrived();
		this.replies.forEach((reply) -> each(reply, (one) -> one.closedConnection(cause)));
	}

	@Override
	public boolean wanted() {
		return this.replies.stream().anyMatch(ReplyMessage::wanted);
	}

	@Override
	public boolean sent() {
		this.replies.forEach(ReplyMessage::sent);
		return true;
	}

	@Override
	public void dropped() {
		arrived();
		this.replies.forEach((reply) -> each(reply, ReplyMessage::dropped));
	}

	@Override
	public void refusedForNow() {
		this.replies.forEach((reply) -> each(reply, ReplyMessage::refusedForNow));
	}

	@Override
	public void confirmed() {
		arrived();
		this.replies.forEach((reply) -> each(reply, ReplyMessage::confirmed));
	}

	@Override
	public void returned(String reason) {
		arrived();
		this.replies.forEach((reply) -> each(reply, (one) -> one.returned(reason)));
	}

	@Override
	public void failed(AmphoraException cause) {
		arrived();
		if (cause instanceof WrongRequestException) {
			this.replies.forEach((reply) -> each(reply, this.publisher::publish));
		}
	}

	private void arrived() {
		try {
			this.arrived.run();
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "The next replies to the same client are sent later", ex);
		}
	}

	/** A failure of one reply must not affect the others. */
	private static void each(ReplyMessage reply, Consumer<ReplyMessage> action) {
		try {
			action.accept(reply);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A reply in a batch could not be handled", ex);
		}
	}

}
