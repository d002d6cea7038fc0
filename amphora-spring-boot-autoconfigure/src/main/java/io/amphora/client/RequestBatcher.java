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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.ReplyLostException;
import io.amphora.WrongRequestException;
import io.amphora.client.batch.BatchSizes;
import io.amphora.client.batch.BatchThreshold;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.transport.BatchLanes;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import io.amphora.transport.OutgoingMessage;
import io.amphora.transport.Publisher;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Batches calls that are queued while an earlier request with the same routing key is in
 * flight. Sends them separately while servers do not support batches. Thread-safe.
 */
final class RequestBatcher {

	private static final Log logger = LogFactory.getLog(RequestBatcher.class);

	/**
	 * A batch stays in the queue until its last call expires. The deadlines of its calls
	 * may differ by at most one tenth of the remaining time, so that no request stays
	 * much longer than its own timeout.
	 */
	private static final int DEADLINE_TOLERANCE = 10;

	/**
	 * The errors with which a server refuses a batch; the second if the batch was
	 * delivered to another server before.
	 */
	private static final Set<String> REFUSALS = Set.of(WrongRequestException.WIRE_TYPE, ReplyLostException.WIRE_TYPE);

	private final RequestFactory requests;

	private final BatchFormat format;

	private final BatchLimits limits;

	private final Publisher publisher;

	private final BatchLanes<String, PendingCall> lanes;

	private final Map<String, RequestBatch> open = new ConcurrentHashMap<>();

	private final BatchSizes sizes = new BatchSizes();

	private final BatchThreshold threshold = new BatchThreshold();

	private final IntSupplier pending;

	/**
	 * Create a batcher.
	 * @param pending returns the number of pending calls
	 */
	RequestBatcher(RequestFactory requests, BatchFormat format, BatchLimits limits, BrokerTransport transport,
			Publisher publisher, IntSupplier pending) {
		this.requests = requests;
		this.format = format;
		this.limits = limits;
		this.publisher = publisher;
		this.pending = pending;
		this.lanes = new BatchLanes<>(limits, transport, RequestBatcher::size, this::most, this::enqueue);
	}

	/** Return the handler of batches of replies. */
	ReplyBatchSplitter replySplitter() {
		return new ReplyBatchSplitter(this.requests.topology().service(), this.format, this);
	}

	/** Send a request with reserved room, either separately or in a batch. */
	void send(ClientRequest request) {
		if (!join(request)) {
			this.lanes.flush(request.routingKey());
			this.publisher.publishReserved(request);
		}
	}

	/** Add a request to a batch if possible, or release its room if that fails. */
	private boolean join(ClientRequest request) {
		try {
			boolean joins = request instanceof PendingCall call && mayJoin(call);
			if (joins) {
				this.lanes.add(request.routingKey(), (PendingCall) request);
			}
			return joins;
		}
		catch (Throwable ex) {
			this.publisher.sendBuffer().release(request);
			throw ex;
		}
	}

	private boolean mayJoin(PendingCall call) {
		RequestData data = call.data();
		Map<String, Object> headers = data.headers(false);
		return !call.excludedFromBatches() && pays(data.function()) && !this.sizes.requiresSingle(data.function())
				&& (headers == null || headers.values().stream().allMatch(String.class::isInstance))
				&& size(call, headers) <= this.limits.maxSize().toBytes();
	}

	/** Return the approximate size of a call in a batch, with its headers. */
	private static int size(PendingCall call) {
		return size(call, call.data().headers(false));
	}

	private static int size(PendingCall call, @Nullable Map<String, Object> headers) {
		return (headers != null) ? headers.entrySet()
			.stream()
			.mapToInt((header) -> header.getKey().length() + header.getValue().toString().length())
			.reduce(call.size(), Math::addExact) : call.size();
	}

	private boolean pays(String function) {
		return this.limits.adaptive()
				? this.threshold.isReached(this.pending.getAsInt()) && this.sizes.of(function) > BatchSizes.UNBATCHED
				: !this.sizes.isPaused();
	}

	private int most(PendingCall call) {
		return this.limits.adaptive() ? this.sizes.of(call.data().function()) : this.limits.maxCount();
	}

	/** Record from a reply whether its server supports batches. */
	void replied(String function, BasicProperties reply) {
		if (this.limits.adaptive() || Delivery.correlationId(reply) == null) {
			this.sizes.replied(function, reply.getHeaders());
		}
	}

	private Runnable enqueue(String routingKey, List<PendingCall> calls) {
		List<RequestBatch> batches = new ArrayList<>();
		List<OutgoingMessage> messages = messages(calls, batches);
		Runnable remaining = () -> enqueued(routingKey, calls.get(0), batches);
		try {
			batches.forEach((batch) -> this.open.put(batch.messageId(), batch));
			this.publisher.enqueueReserved(messages);
		}
		catch (Throwable ex) {
			batches.forEach((batch) -> this.open.remove(batch.messageId()));
			throw ex;
		}
		return remaining;
	}

	private List<OutgoingMessage> messages(List<PendingCall> calls, List<RequestBatch> batches) {
		List<OutgoingMessage> messages = new ArrayList<>();
		int from = 0;
		for (int to = 1; to <= calls.size(); to++) {
			if (to == calls.size() || !close(calls.get(from), calls.get(to))) {
				messages.add(message(calls.subList(from, to), batches));
				from = to;
			}
		}
		return messages;
	}

	private OutgoingMessage message(List<PendingCall> calls, List<RequestBatch> batches) {
		if (calls.size() == 1) {
			return calls.get(0);
		}
		RequestBatch batch = new RequestBatch(this.requests, this.format, List.copyOf(calls), this::sendSeparately);
		batches.add(batch);
		return batch;
	}

	/**
	 * Listens to the reply as well, because a call may end without being sent, for
	 * instance if it is cancelled.
	 */
	private void enqueued(String routingKey, PendingCall first, List<RequestBatch> batches) {
		try {
			batches.forEach((batch) -> batch.whenEnded(() -> this.open.remove(batch.messageId())));
			first.publishedFuture().whenComplete((done, failure) -> this.lanes.arrived(routingKey, first));
			first.reply().whenComplete((reply, failure) -> this.lanes.arrived(routingKey, first));
		}
		finally {
			this.publisher.flush();
		}
	}

	private static boolean close(PendingCall one, PendingCall other) {
		long left = one.remaining().toNanos();
		long difference = Math.abs(one.data().deadline() - other.data().deadline());
		return difference <= left / DEADLINE_TOLERANCE;
	}

	/** Return the number of routing keys with calls in flight. */
	int lanes() {
		return this.lanes.size();
	}

	/**
	 * Hand queued calls to the publisher. Called before the publisher is closed, so that
	 * it fails them.
	 */
	void close() {
		this.lanes.flush();
	}

	/**
	 * Handle the reply of a server to a batch as a whole. That server has run none of the
	 * calls: older servers refuse unknown formats, and newer ones refuse batches that
	 * they cannot read.
	 * @return {@code false} if it is not a reply to a batch
	 */
	boolean handleReplyToBatch(Delivery reply) {
		String id = ReplyBatchSplitter.id(reply.properties());
		RequestBatch batch = (id != null) ? this.open.get(id) : null;
		if (batch == null) {
			return false;
		}
		String failure = failure(reply.properties().getContentType(), reply.body());
		if (REFUSALS.contains(failure)) {
			logger.info("A server of '" + this.requests.topology().service()
					+ "' has refused a batch, or does not support batches; sending calls one by one for a while");
			this.sizes.pause();
			batch.resendSeparately(mayHaveRun(failure));
		}
		else {
			batch.forEach((call) -> call.replied(reply));
		}
		return true;
	}

	/** Return the type of the failure in a reply, or an empty string if there is none. */
	private String failure(@Nullable String contentType, byte[] body) {
		RpcSerializer serializer = this.requests.serializer();
		try {
			return (serializer.reads(contentType)
					&& serializer.deserializeResult(body) instanceof ReceivedResult.Failure failure) ? failure.type()
							: "";
		}
		catch (Throwable ex) {
			logger.debug("A reply to a batch cannot be read", ex);
			return "";
		}
	}

	private static boolean mayHaveRun(String failure) {
		return !failure.equals(WrongRequestException.WIRE_TYPE);
	}

	/**
	 * Handle the demand of a server to send the request of a call separately. A server
	 * that is interrupted may repeat it.
	 * @param call the call
	 * @param body the reason, which shows whether the function may have run; implied if
	 * the request was sent more than once
	 */
	void handleResendRequest(PendingCall call, byte[] body) {
		this.sizes.requireSingle(call.data().function());
		sendSeparately(call, call.resent() || mayHaveRun(failure(this.requests.serializer().contentType(), body)));
	}

	private void sendSeparately(PendingCall call, boolean mayHaveRun) {
		if (call.excludeFromBatches(mayHaveRun)) {
			this.publisher.publish(call);
		}
	}

}
