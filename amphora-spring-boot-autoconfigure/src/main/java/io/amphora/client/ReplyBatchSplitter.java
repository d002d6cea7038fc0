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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.logging.ShortenedText;
import io.amphora.logging.WarningLimit;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.BatchItem;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.BatchDelivery;
import io.amphora.transport.Delivery;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Splits messages that contain several replies. Thread-safe.
 */
final class ReplyBatchSplitter {

	private static final Log logger = LogFactory.getLog(ReplyBatchSplitter.class);

	private static final int LONGEST_REASON = 300;

	private final String service;

	private final BatchFormat format;

	private final RequestBatcher batcher;

	private final WarningLimit warnings = new WarningLimit();

	ReplyBatchSplitter(String service, BatchFormat format, RequestBatcher batcher) {
		this.service = service;
		this.format = format;
		this.batcher = batcher;
	}

	boolean isBatch(Delivery delivery) {
		return this.format.contentType().equals(delivery.properties().getContentType());
	}

	/**
	 * Pass on the replies as if they had been delivered separately.
	 * @param whole the batch, settled when all its replies are
	 * @param calls finds the call by the id of a reply
	 * @param handler handles the replies
	 */
	void handle(Delivery whole, Function<String, @Nullable RequestWithReply> calls, Consumer<List<Delivery>> handler) {
		List<BatchItem> items;
		try {
			items = split(whole);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "Failed to read a batch of replies of service '" + this.service + "'; retrying once",
					ex);
			whole.reject(!whole.redelivered());
			return;
		}
		List<BatchDelivery.Part> parts = new ArrayList<>(items.size());
		for (BatchItem item : items) {
			RequestWithReply call = calls.apply(item.id());
			if (item.alone()) {
				handleResendRequest(call, item.body());
			}
			else if (!(call instanceof PendingGather)) {
				parts.add(new BatchDelivery.Part(properties(whole, item), item.body()));
			}
		}
		if (parts.isEmpty()) {
			whole.acknowledge();
		}
		else {
			handler.accept(BatchDelivery.of(whole, parts, (part, done) -> done.run(), () -> {
			}));
		}
	}

	private List<BatchItem> split(Delivery whole) {
		try {
			return this.format.split(whole.body());
		}
		catch (IllegalArgumentException ex) {
			this.warnings.warn(logger, "unreadable",
					"Dropping a batch of replies of service '%s' that cannot be read: %s.".formatted(this.service,
							ShortenedText.printable(ex.getMessage(), LONGEST_REASON)),
					ex);
			return List.of();
		}
	}

	private void handleResendRequest(@Nullable RequestWithReply call, byte[] reason) {
		if (call instanceof PendingCall pending) {
			this.batcher.handleResendRequest(pending, reason);
		}
	}

	/**
	 * Handle a separately delivered reply that asks to send its request again outside a
	 * batch. The headers of a batch do not apply to its parts.
	 * @return {@code false} if it is an ordinary reply
	 */
	boolean handleResendRequest(RequestWithReply call, Delivery reply) {
		boolean asked = !reply.isPart() && isResendRequest(reply) && call instanceof PendingCall pending
				&& !pending.excludedFromBatches();
		if (asked) {
			handleResendRequest(call, reply.body());
		}
		return asked;
	}

	/**
	 * Return whether the headers ask for a separate request; the body then contains the
	 * reason.
	 */
	static boolean isResendRequest(Delivery reply) {
		Map<String, Object> headers = reply.properties().getHeaders();
		return headers != null && Boolean.TRUE.equals(headers.get(WireHeaders.ALONE));
	}

	/** Return the correlation id or, from a server that sends none, the message id. */
	static @Nullable String id(BasicProperties reply) {
		String correlationId = Delivery.correlationId(reply);
		return (correlationId != null) ? correlationId : reply.getMessageId();
	}

	/**
	 * Record a reply to a call. Descriptions do not count, because fanout servers, which
	 * support no batches and do not share the request queue, send them as well. Neither
	 * do replies whose headers were too large or did not come with the body.
	 */
	void replied(RequestWithReply call, Delivery reply) {
		if (call instanceof PendingCall && reply.unreadable() == null) {
			this.batcher.replied(call.data().function(), reply.properties());
		}
	}

	/**
	 * Handle a reply to a whole batch of requests. Returns {@code false} if it is not
	 * one.
	 */
	boolean handleReplyToBatch(Delivery delivery) {
		return this.batcher.handleReplyToBatch(delivery);
	}

	private static BasicProperties properties(Delivery whole, BatchItem item) {
		BasicProperties common = whole.properties();
		return new BasicProperties.Builder().headers(common.getHeaders())
			.correlationId(item.id())
			.timestamp(common.getTimestamp())
			.appId(common.getAppId())
			.build();
	}

}
