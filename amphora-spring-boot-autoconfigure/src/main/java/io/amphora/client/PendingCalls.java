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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.CallStage;
import io.amphora.WrongRequestException;
import io.amphora.client.cancellation.CancelPublisher;
import io.amphora.client.fanout.EarlyEnd;
import io.amphora.transport.Delivery;
import io.amphora.transport.DeliveryHandler;
import io.amphora.transport.thread.EmptySignal;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The pending calls by correlation id, and the handler that passes each its reply.
 * Thread-safe.
 */
final class PendingCalls implements DeliveryHandler {

	private static final Log logger = LogFactory.getLog(PendingCalls.class);

	/** Reading a larger reply takes milliseconds or even seconds. */
	private static final int LARGE = 256 * 1024;

	private final Map<String, RequestWithReply> calls = new ConcurrentHashMap<>();

	/** The calls whose correlation id is not their message id, by message id. */
	private final Map<String, RequestWithReply> named = new ConcurrentHashMap<>();

	private final EmptySignal emptySignal = new EmptySignal(this.calls::isEmpty);

	private final LongAdder replies = new LongAdder();

	private final LateReplies lateReplies;

	private volatile @Nullable ReplyBatchSplitter batchSplitter;

	private volatile @Nullable EarlyEnd earlyEnd;

	private volatile @Nullable CancelPublisher cancelPublisher;

	/** Written before {@link #cancelPublisher}. */
	private boolean claimable;

	PendingCalls(LateReplies lateReplies) {
		this.lateReplies = lateReplies;
	}

	/** Set the splitter of batches of replies. Called before the first one arrives. */
	void batchSplitter(ReplyBatchSplitter newBatchSplitter) {
		this.batchSplitter = newBatchSplitter;
	}

	/**
	 * Record which servers reply late, and when no delivery is being handled. Called
	 * before the first reply arrives.
	 */
	void earlyEnd(EarlyEnd newEarlyEnd) {
		this.earlyEnd = newEarlyEnd;
	}

	/**
	 * Set the publisher that notifies servers of cancelled calls.
	 * @param newClaimable whether a later client can claim replies
	 */
	void cancelPublisher(CancelPublisher newCancelPublisher, boolean newClaimable) {
		this.claimable = newClaimable;
		this.cancelPublisher = newCancelPublisher;
	}

	/** Return whether calls of a cancelled function have to be cancelled, too. */
	boolean propagatesCancellation() {
		return this.cancelPublisher != null;
	}

	void add(RequestWithReply call) {
		String correlationId = call.data().correlationId();
		if (call.stage() == CallStage.CLAIMED) {
			this.lateReplies.claimed(correlationId);
		}
		else if (call.isNamed() && this.lateReplies.awaits(correlationId)) {
			throw new WrongRequestException(
					"The reply to an earlier call with correlation id '%s' may still arrive. Choose another id"
						.formatted(correlationId),
					call.report(), null);
		}
		if (this.calls.putIfAbsent(correlationId, call) != null) {
			throw new WrongRequestException(
					"A call with correlation id '%s' is already pending. Choose another id".formatted(correlationId),
					call.report(), null);
		}
		if (call.isNamed() && call.stage() != CallStage.CLAIMED) {
			this.named.put(call.messageId(), call);
		}
	}

	void remove(RequestWithReply call) {
		if (call.isNamed() && call.awaitsReply()) {
			this.lateReplies.await(call.data().correlationId(), call.messageId());
		}
		this.calls.remove(call.data().correlationId(), call);
		if (call.isNamed()) {
			this.named.remove(call.messageId(), call);
		}
		try {
			call.leaveRoom();
			notifyServers(call);
		}
		finally {
			this.emptySignal.check();
		}
	}

	private void notifyServers(RequestWithReply call) {
		CancelPublisher publisher = this.cancelPublisher;
		if (publisher != null && call.takeCancellation(this.claimable)) {
			publisher.cancel(call.messageId(), call.data().deadline());
		}
	}

	int size() {
		return this.calls.size();
	}

	long replies() {
		return this.replies.sum();
	}

	long lateReplyCount() {
		return this.lateReplies.count();
	}

	/** Return a future that completes when no call is pending. */
	CompletableFuture<Void> drained() {
		return this.emptySignal.await();
	}

	/** Return the calls that may receive a reply or further replies. */
	List<RequestWithReply> expecting() {
		return this.calls.values().stream().filter(RequestWithReply::expectsReplies).toList();
	}

	/** Fail all calls because the client is closed. */
	void failAll(Function<ClientRequest, AmphoraException> failure) {
		this.calls.values().forEach((call) -> {
			call.abandon();
			call.fail(failure.apply(call));
			// not only when a waiting thread removes the call
			notifyServers(call);
		});
	}

	/**
	 * A waiting thread only has to be woken, whereas futures run the code of their
	 * callers.
	 */
	@Override
	public boolean handlesOnReadingThread(Delivery delivery) {
		RequestWithReply call = find(delivery.properties());
		return call != null && call.hasThread() && !isBatch(delivery) && !isResendRequest(delivery);
	}

	/** Except for gathered calls, which process their replies one at a time. */
	@Override
	public boolean handlesConcurrently(Delivery delivery) {
		return delivery.body().length > LARGE && !(find(delivery.properties()) instanceof PendingGather);
	}

	private boolean isResendRequest(Delivery delivery) {
		return this.batchSplitter != null && ReplyBatchSplitter.isResendRequest(delivery);
	}

	private boolean isBatch(Delivery delivery) {
		ReplyBatchSplitter splitter = this.batchSplitter;
		return splitter != null && splitter.isBatch(delivery);
	}

	/**
	 * Find the call of a reply. A reply without a correlation id, as sent by the Python
	 * library, has the message id of the request. It must not be mistaken for the reply
	 * to a call whose caller chose that id as its correlation id.
	 */
	private @Nullable RequestWithReply find(BasicProperties reply) {
		String correlationId = Delivery.correlationId(reply);
		if (correlationId != null) {
			return this.calls.get(correlationId);
		}
		String messageId = reply.getMessageId();
		if (messageId == null) {
			return null;
		}
		RequestWithReply call = this.calls.get(messageId);
		return (call != null && (!call.isNamed() || call.stage() == CallStage.CLAIMED)) ? call
				: this.named.get(messageId);
	}

	@Override
	public boolean runsCallbacks() {
		return true;
	}

	@Override
	public void handle(Delivery delivery) {
		handle(delivery, Runnable::run);
	}

	@Override
	public void handle(Delivery delivery, Executor following) {
		EarlyEnd early = this.earlyEnd;
		if (early != null) {
			early.idleTime().pauseDuring(() -> handleNow(delivery, following));
		}
		else {
			handleNow(delivery, following);
		}
	}

	private void handleNow(Delivery delivery, Executor following) {
		ReplyBatchSplitter splitter = this.batchSplitter;
		if (splitter != null && splitter.isBatch(delivery)) {
			splitter.handle(delivery, this.calls::get, (replies) -> handleAll(replies, following));
		}
		else {
			handleOne(delivery);
		}
	}

	/** Another thread continues with the rest if the callback of a reply takes long. */
	private void handleAll(List<Delivery> replies, Executor following) {
		AtomicInteger next = new AtomicInteger();
		Runnable rest = () -> {
			for (int i = next.getAndIncrement(); i < replies.size(); i = next.getAndIncrement()) {
				handleOne(replies.get(i));
			}
		};
		following.execute(rest);
		rest.run();
	}

	private void handleOne(Delivery delivery) {
		RequestWithReply call = find(delivery.properties());
		if (call instanceof PendingGather<?> gather) {
			gather.inTurn(() -> handleReply(gather, delivery));
		}
		else {
			handleReply(call, delivery);
		}
	}

	private void handleReply(@Nullable RequestWithReply call, Delivery delivery) {
		ReplyBatchSplitter splitter = this.batchSplitter;
		try {
			if (call != null && call.matches(delivery.properties())) {
				replied(call, delivery);
			}
			else if (call != null || splitter == null || !splitter.handleReplyToBatch(delivery)) {
				onLateReply(delivery.properties());
			}
		}
		catch (Throwable ex) {
			// not redelivered, because it would fail again
			Unexpected.log(logger, "Dropping a reply that could not be handled"
					+ ((call != null) ? ", to function '" + call.data().function() + "'" : ""), ex);
		}
		delivery.acknowledge();
	}

	private void onLateReply(BasicProperties reply) {
		EarlyEnd early = this.earlyEnd;
		if (early != null) {
			early.servers().recordLateReply(ReplyBatchSplitter.id(reply), reply);
		}
		this.lateReplies.arrived(reply);
	}

	private void replied(RequestWithReply call, Delivery delivery) {
		ReplyBatchSplitter splitter = this.batchSplitter;
		if (splitter != null && splitter.handleResendRequest(call, delivery)) {
			return;
		}
		if (splitter != null) {
			splitter.replied(call, delivery);
		}
		this.replies.increment();
		if (call.replied(delivery)) {
			remove(call);
		}
	}

}
