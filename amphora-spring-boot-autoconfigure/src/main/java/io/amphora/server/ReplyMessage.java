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

import java.util.Date;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.NoResultException;
import io.amphora.WrongRequestException;
import io.amphora.serializer.BatchItem;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import io.amphora.transport.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/**
 * A reply on its way to the broker. If the broker returns it, it is published to the next
 * exchange of the {@link ReplyRoutes}, if there is one. Afterwards the request is
 * settled, whether or not the reply reached a caller.
 */
final class ReplyMessage implements OutgoingMessage {

	private static final String DIRECT = "amq.rabbitmq.reply-to.";

	private final ReplySender replySender;

	private final RequestedReply requestedReply;

	private final Map<String, Object> headers;

	private final String messageId;

	private final byte[] body;

	private final String exchange;

	private final boolean errorReply;

	/** Written by the sending thread, read by any thread. */
	private volatile boolean sent;

	ReplyMessage(ReplySender replySender, RequestedReply requestedReply, Map<String, Object> headers, String messageId,
			byte[] body, String exchange) {
		this(replySender, requestedReply, headers, messageId, body, exchange, false);
	}

	private ReplyMessage(ReplySender replySender, RequestedReply requestedReply, Map<String, Object> headers,
			String messageId, byte[] body, String exchange, boolean errorReply) {
		this.replySender = replySender;
		this.requestedReply = requestedReply;
		this.headers = headers;
		this.messageId = messageId;
		this.body = body;
		this.exchange = exchange;
		this.errorReply = errorReply;
	}

	@Override
	public String exchange() {
		return this.exchange;
	}

	@Override
	public String routingKey() {
		return request().getReplyTo();
	}

	@Override
	public boolean mayCloseConnection() {
		return this.replySender.routes().mayCloseConnection(routingKey());
	}

	@Override
	public boolean mandatory() {
		return !routingKey().startsWith(DIRECT);
	}

	@Override
	public String messageId() {
		return this.messageId;
	}

	@Override
	public BasicProperties properties() {
		return new BasicProperties.Builder().contentType(this.replySender.contentType(request()))
			.headers(this.headers)
			.deliveryMode(this.replySender.deliveryMode())
			.correlationId(Delivery.correlationId(request()))
			.messageId(this.messageId)
			.timestamp(new Date())
			.appId(this.replySender.appId())
			.build();
	}

	@Override
	public byte[] body() {
		return this.body;
	}

	/**
	 * The first attempt is wanted if the reply may still be sent. The reply is sent
	 * again, or waits for its confirm, only while its caller waits. Otherwise, one full
	 * queue would keep all requests that name it from being settled, until the server
	 * receives no others. A reply that may close the connection is sent again in any
	 * case, because one loss does not show whether it does.
	 */
	@Override
	public boolean wanted() {
		return (!this.sent || this.requestedReply.wanted() || mayCloseConnection())
				&& this.replySender.canReply(request());
	}

	@Override
	public boolean sent() {
		this.sent = true;
		return true;
	}

	@Override
	public void refusedForNow() {
		this.requestedReply.refused(this.replySender.routes().refusedReplies());
	}

	@Override
	public void confirmed() {
		this.replySender.routes().confirmed(routingKey());
		this.requestedReply.end();
	}

	@Override
	public void dropped() {
		this.replySender.undeliverable(request(), "did not accept its reply in time");
		this.requestedReply.end();
	}

	@Override
	public void returned(String reason) {
		if (!this.replySender.sendAgain(this)) {
			this.replySender.undeliverable(request(), "is gone");
			this.requestedReply.end();
		}
	}

	/**
	 * The request stays unsettled, so the broker delivers it again. If the reply would
	 * fail again, an error reply is sent instead.
	 */
	@Override
	public void failed(AmphoraException cause) {
		if (cause instanceof WrongRequestException) {
			this.replySender.cannotSend(this, cause);
		}
		else {
			this.requestedReply.release();
		}
	}

	/** Settle the request, because the connection was lost each time it was sent. */
	@Override
	public void closedConnection(NoResultException cause) {
		this.replySender.routes().closedConnection(routingKey());
		this.replySender.undeliverable(request(), "would cost the connection to the broker");
		this.requestedReply.end();
	}

	/** Return how many calls a batch should contain, or {@code null}. */
	@Nullable Object batchSize() {
		return this.headers.get(WireHeaders.BATCH);
	}

	/** Return the reply as part of a batch. */
	BatchItem item() {
		return new BatchItem(String.valueOf(request().getCorrelationId()), null, Map.of(),
				this.headers.containsKey(WireHeaders.ALONE), this.body);
	}

	ReplyMessage to(String newExchange) {
		return new ReplyMessage(this.replySender, this.requestedReply, this.headers, this.messageId, this.body,
				newExchange, this.errorReply);
	}

	/**
	 * Create the error reply that replaces this one. It does not have the headers of this
	 * reply, which may be the cause.
	 */
	ReplyMessage asErrorReply(String newId, Map<String, Object> newHeaders, byte[] newBody) {
		return new ReplyMessage(this.replySender, this.requestedReply, newHeaders, newId, newBody, this.exchange, true);
	}

	boolean isErrorReply() {
		return this.errorReply;
	}

	BasicProperties request() {
		return this.requestedReply.request();
	}

	/** Settle the request, because no reply is sent. */
	void end() {
		this.requestedReply.end();
	}

}
