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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.LongStringHelper;
import io.amphora.WrongRequestException;
import io.amphora.logging.WarningLimit;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.BatchItem;
import io.amphora.serializer.RpcResult;
import io.amphora.server.execution.HandlerPool;
import io.amphora.server.execution.OpenBatches;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.BatchDelivery;
import io.amphora.transport.Delivery;
import io.amphora.transport.DeliveryHandler;
import io.amphora.transport.OutgoingMessage;
import io.amphora.transport.Publisher;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Splits batches and handles each request as if it had arrived alone. Thread-safe.
 */
final class RequestBatchSplitter implements DeliveryHandler {

	private static final Log logger = LogFactory.getLog(RequestBatchSplitter.class);

	private static final Map<String, Class<?>> COMMON_HEADERS = Map.of(WireHeaders.RESENT, Boolean.class,
			WireHeaders.SENT_AT, Number.class, WireHeaders.CLOCK, LongString.class);

	private static final Duration LONGEST = Duration.ofMillis(OutgoingMessage.LONGEST_EXPIRATION);

	private final BatchFormat format;

	private final String contentType;

	private final RequestProcessor processor;

	private final BatchRefusals refusals;

	private final HandlerPool handlers;

	private final Publisher publisher;

	private final DeliveryCounter deliveryCounter;

	private final OpenBatches batches;

	private final WarningLimit warnings = new WarningLimit();

	RequestBatchSplitter(BatchFormat format, String contentType, RequestProcessor processor, HandlerPool handlers,
			Publisher publisher, DeliveryCounter deliveryCounter, OpenBatches batches) {
		this.format = format;
		this.contentType = contentType;
		this.processor = processor;
		this.refusals = processor.batchRefusals();
		this.handlers = handlers;
		this.publisher = publisher;
		this.deliveryCounter = deliveryCounter;
		this.batches = batches;
	}

	@Override
	public boolean handlesOnReadingThread(Delivery delivery) {
		return this.handlers.startsThreads();
	}

	@Override
	public void handle(Delivery delivery) {
		handle(delivery, Integer.MAX_VALUE);
	}

	/**
	 * Handle one request of a delivery and requeue the others, for receivers that count
	 * requests.
	 */
	void handleOne(Delivery delivery) {
		handle(delivery, 1);
	}

	private void handle(Delivery delivery, int limit) {
		if (this.format.contentType().equals(delivery.properties().getContentType())) {
			handleLater(delivery, () -> handleBatch(delivery, limit));
		}
		else {
			this.processor.handle(delivery);
		}
	}

	private void handleBatch(Delivery whole, int limit) {
		if (whole.lost()) {
			return;
		}
		if (whole.unreadable() != null) {
			this.processor.handle(whole);
			return;
		}
		if (this.deliveryCounter.uncounted(whole)) {
			this.deliveryCounter.count(whole, () -> {
			}, () -> each(whole, this::requestResend), () -> each(whole, this::handleParts));
			return;
		}
		List<Delivery> parts = split(whole);
		if (this.deliveryCounter.exhausted(whole)) {
			requestResend(parts);
			return;
		}
		int handled = Math.min(limit, parts.size());
		handleParts(parts.subList(0, handled));
		parts.subList(handled, parts.size()).forEach((part) -> part.reject(true));
	}

	private void handleParts(List<Delivery> parts) {
		if (!parts.isEmpty()) {
			this.processor.handleBatch(parts);
		}
	}

	/**
	 * One request of the batch may be the cause, so clients have to send each of them
	 * alone.
	 */
	private void requestResend(List<Delivery> parts) {
		RpcResult reason = FailureResults.batchDeliveredTooOften(this.deliveryCounter.limit());
		parts.forEach((part) -> this.refusals.refuseUnread(part, reason));
	}

	private void each(Delivery whole, Consumer<List<Delivery>> action) {
		handleLater(whole, () -> action.accept(split(whole)));
	}

	private void handleLater(Delivery whole, Runnable action) {
		try {
			this.handlers.split(() -> runSafely(whole, action), (ex) -> requeue(whole, ex));
		}
		catch (Throwable ex) {
			requeue(whole, ex);
		}
	}

	/**
	 * Settle a batch that cannot be handled. Its client sends each request alone: those
	 * that have begun to run are known by then.
	 */
	private void runSafely(Delivery whole, Runnable action) {
		try {
			action.run();
		}
		catch (Throwable ex) {
			unread(whole, ex);
			this.batches.settled(whole);
		}
	}

	private void unread(Delivery whole, Throwable cause) {
		Unexpected.log(logger, "A batch of requests of service '" + this.processor.service() + "' could not be read",
				cause);
		this.processor.refuse(whole, this.processor.unread("batch", cause));
	}

	/**
	 * Split a batch.
	 * @return its parts, empty if the batch is already settled
	 */
	private List<Delivery> split(Delivery whole) {
		try {
			List<BatchItem> items = withoutCopies(this.format.split(whole.body()));
			if (items.isEmpty()) {
				whole.acknowledge();
			}
			else if (this.batches.admit(whole, items)) {
				return parts(whole, items);
			}
			else {
				refuse(whole, items.size());
			}
		}
		catch (IllegalArgumentException ex) {
			this.processor.refuse(whole, new WrongRequestException(String.valueOf(ex.getMessage())));
		}
		catch (Throwable ex) {
			unread(whole, ex);
		}
		return List.of();
	}

	/** Otherwise, one small batch could make the server send one large reply often. */
	private static List<BatchItem> withoutCopies(List<BatchItem> items) {
		Set<String> ids = new HashSet<>();
		return items.stream().filter((item) -> ids.add(item.id())).toList();
	}

	/** The client sends the requests separately, so that the prefetch limits them. */
	private void refuse(Delivery whole, int count) {
		this.warnings.warn(logger, "memory",
				("A batch of %d requests of service '%s' was refused, because the requests of other"
						+ " batches take an eighth of the heap. Its client has to send them separately.")
					.formatted(count, this.processor.service()));
		this.processor.refuse(whole, new WrongRequestException(
				"The requests of other batches take too much memory: send the requests of this batch separately"));
	}

	private List<Delivery> parts(Delivery whole, List<BatchItem> items) {
		List<BatchDelivery.Part> parts = new ArrayList<>(items.size());
		Duration passed = passed(whole.properties(), items);
		items.forEach(
				(item) -> parts.add(new BatchDelivery.Part(properties(whole.properties(), item, passed), item.body())));
		return BatchDelivery.of(whole, parts, this::requeue, () -> this.batches.settled(whole));
	}

	private void requeue(Delivery whole, Throwable cause) {
		logger.debug("No thread is available for a batch; requeuing it", cause);
		this.processor.requeueUnprocessed(whole, cause);
	}

	/**
	 * The broker requeues only whole messages, so publish the part as a message of its
	 * own. If the channel is lost, the broker has requeued the whole batch.
	 */
	private void requeue(Delivery part, Runnable done) {
		if (part.lost()) {
			done.run();
		}
		else if (!this.refusals.refuseInsteadOfRequeuing(part, done)) {
			this.publisher.publish(new ReturnedRequest(part, this.processor.service(), done,
					(cause) -> this.processor.requeueFailed(part, cause, done)));
		}
	}

	/**
	 * Return how long ago the items of a batch were written. The copy of a batch has the
	 * same items, and a shorter expiration than the longest of them.
	 */
	private static Duration passed(BasicProperties common, List<BatchItem> items) {
		Duration left = RequestContext.expiration(common);
		Duration longest = items.stream()
			.map(RequestBatchSplitter::remaining)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
		return (left != null && longest.compareTo(left) > 0) ? longest.minus(left) : Duration.ZERO;
	}

	private static @Nullable Duration remaining(BatchItem item) {
		Duration remaining = item.remaining();
		return (remaining != null && remaining.compareTo(LONGEST) > 0) ? LONGEST : remaining;
	}

	private BasicProperties properties(BasicProperties common, BatchItem item, Duration passed) {
		return new BasicProperties.Builder().contentType(this.contentType)
			.headers(headers(common, item))
			.deliveryMode(common.getDeliveryMode())
			.correlationId(item.id())
			.replyTo(common.getReplyTo())
			.expiration(expiration(remaining(item), passed))
			.messageId(item.id())
			.timestamp(common.getTimestamp())
			.userId(common.getUserId())
			.appId(common.getAppId())
			.build();
	}

	/** Texts have the type that they have in the headers of a message. */
	private static Map<String, Object> headers(BasicProperties common, BatchItem item) {
		Map<String, Object> headers = new HashMap<>();
		item.headers().forEach((name, text) -> headers.put(name, LongStringHelper.asLongString(text)));
		COMMON_HEADERS.forEach((name, type) -> {
			Object value = (common.getHeaders() != null) ? common.getHeaders().get(name) : null;
			if (type.isInstance(value)) {
				headers.put(name, value);
			}
		});
		return DeliveryCounter.withoutRouting(headers);
	}

	private static @Nullable String expiration(@Nullable Duration remaining, Duration passed) {
		return (remaining != null) ? Long.toString(Math.max(0, remaining.minus(passed).toMillis())) : null;
	}

}
