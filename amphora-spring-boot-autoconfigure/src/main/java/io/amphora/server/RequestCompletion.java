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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.serializer.RpcResult;
import io.amphora.server.duplicate.DuplicateWindow;
import io.amphora.server.duplicate.ReplyContent;
import io.amphora.transport.Delivery;
import io.amphora.transport.thread.EmptySignal;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Settles requests: a request gets a reply and is acknowledged once the broker has
 * confirmed the reply, or it is requeued. Copies of a request share its outcome. The
 * methods that settle a request do not throw. Thread-safe.
 */
final class RequestCompletion {

	private static final Log logger = LogFactory.getLog(RequestCompletion.class);

	private final ReplySender replySender;

	private final DuplicateWindow duplicates;

	private final ServerCounters counters;

	private final UnprocessedRequests unprocessedRequests;

	private final AcknowledgedOnReceipt acknowledgedOnReceipt = new AcknowledgedOnReceipt();

	/** Number of requests that are being requeued. */
	private final AtomicInteger returning = new AtomicInteger();

	private final EmptySignal allReturned = new EmptySignal(() -> this.returning.get() == 0);

	RequestCompletion(ReplySender replySender, DuplicateWindow.Limits duplicateLimits, ServerCounters counters,
			UnprocessedRequests unprocessedRequests) {
		this.replySender = replySender;
		this.duplicates = new DuplicateWindow(duplicateLimits, this::replyToCopy, (lost) -> end());
		this.counters = counters;
		this.unprocessedRequests = unprocessedRequests;
	}

	AcknowledgedOnReceipt acknowledgedOnReceipt() {
		return this.acknowledgedOnReceipt;
	}

	FunctionWarnings warnings() {
		return this.replySender.warnings();
	}

	/** Count a request as running; one of the other methods has to end it. */
	void begin() {
		this.counters.running.incrementAndGet();
	}

	/** Stop counting a request as running, because it is settled elsewhere. */
	void end() {
		this.counters.running.decrementAndGet();
	}

	/**
	 * Acknowledge a request that asks for a reply that must not or cannot be sent.
	 * @return {@code false} if the server can reply to the request
	 */
	boolean drop(Delivery delivery) {
		if (this.replySender.canReply(delivery.properties())) {
			return false;
		}
		this.replySender.undeliverable(delivery.properties(), "cannot be replied to");
		acknowledge(delivery);
		return true;
	}

	/**
	 * Return whether a request is a copy of one that is running or has its reply. Copies
	 * need no further handling.
	 */
	boolean isCopy(Delivery delivery) {
		return this.duplicates.contains(delivery);
	}

	/**
	 * Forget a request that gets no reply from this server.
	 * @return its copies
	 */
	List<Delivery> forget(Delivery delivery) {
		return this.duplicates.forget(delivery);
	}

	/** Forget a request that gets no reply from this server, and requeue its copies. */
	void requeueCopies(Delivery delivery) {
		forget(delivery).forEach(this::requeue);
	}

	void reply(RequestContext context, RpcResult result) {
		Delivery delivery = context.delivery();
		try {
			ReplyContent content = this.replySender.write(context, result,
					this.acknowledgedOnReceipt.contains(delivery));
			this.replySender.send(delivery, content, () -> replied(delivery, content));
		}
		catch (Throwable ex) {
			abandon(delivery, ex);
		}
	}

	/** Convert a failure to the result that the caller gets. */
	RpcResult result(Throwable failure) {
		return this.replySender.result(failure);
	}

	/**
	 * Log a failure: as a warning if the caller does not get its message, or else at
	 * debug level.
	 * @param context the request
	 * @param known whether the server has the function
	 * @param failure the failure
	 */
	void log(RequestContext context, boolean known, Throwable failure) {
		this.replySender.log(context, known, failure);
	}

	/**
	 * Return the message as the end of a sentence, empty if callers do not get it.
	 */
	String reason(Throwable failure) {
		return this.replySender.reason(failure);
	}

	/** Reply to a request that {@code done} settles afterwards. */
	void reply(Delivery delivery, RpcResult result, Runnable done) {
		try {
			ReplyContent content = this.replySender.write(delivery.properties(), result);
			this.replySender.send(delivery, content, done);
		}
		catch (Throwable ex) {
			Unexpected.log(logger,
					"Failed to reply to a request of " + source() + " in a batch; its caller will time out", ex);
			done.run();
		}
	}

	private void replied(Delivery delivery, ReplyContent content) {
		try {
			this.duplicates.replied(delivery, content);
		}
		finally {
			acknowledge(delivery);
		}
	}

	/**
	 * Requeue a request for which not even an error reply can be sent, because another
	 * server may succeed. A redelivered request is dropped, so that it does not circulate
	 * endlessly.
	 */
	private void abandon(Delivery delivery, Throwable cause) {
		Unexpected.log(logger,
				"Failed to reply to a request of " + source() + "; requeuing it once before it is dropped", cause);
		requeueCopies(delivery);
		end();
		delivery.reject(!delivery.redelivered());
		this.acknowledgedOnReceipt.replied(delivery);
	}

	/**
	 * Settle a request that was cancelled before its function ran or while it ran. Its
	 * caller no longer waits, unless the function has exceeded its maximum run time.
	 * @param maxRunTime that maximum, or {@code null}
	 */
	void cancelled(RequestContext context, @Nullable Duration maxRunTime) {
		(context.isCancelledByCaller() ? this.counters.cancelled : this.counters.expired).increment();
		if (maxRunTime != null) {
			warnings().ranTooLong(context, maxRunTime);
			reply(context, FailureResults.ranTooLong(context, maxRunTime));
			return;
		}
		requeueCopies(context.delivery());
		acknowledge(context.delivery());
	}

	/** A copy whose channel is lost is delivered again. */
	private void replyToCopy(Delivery copy, ReplyContent content) {
		if (copy.lost()) {
			end();
			return;
		}
		this.counters.duplicates.increment();
		this.replySender.send(copy, content, () -> acknowledge(copy));
	}

	/** Return whether there is too little memory to run further requests of batches. */
	boolean exceedsMemory() {
		return this.replySender.exceedsMemory();
	}

	/**
	 * Ask the caller to send a request of a batch again, alone, although it was to be
	 * requeued.
	 * @param done settles the request
	 */
	void requestResend(Delivery part, RpcResult reason, Runnable done) {
		try {
			this.replySender.send(part, this.replySender.resendRequest(reason), done);
		}
		catch (Throwable ex) {
			Unexpected.log(logger,
					"Failed to reply to a request of " + source() + " in a batch; its caller will time out", ex);
			done.run();
		}
	}

	/** Ask the caller to send a request of a batch again, alone. */
	void requestResend(Delivery part, RpcResult reason) {
		try {
			this.replySender.send(part, this.replySender.resendRequest(reason), () -> acknowledge(part));
		}
		catch (Throwable ex) {
			abandon(part, ex);
		}
	}

	/** Reply to a request and reject it, so that its queue can dead-letter it. */
	void giveUp(Delivery delivery, RpcResult result) {
		try {
			ReplyContent content = this.replySender.write(delivery.properties(), result);
			this.replySender.send(delivery, content, () -> givenUp(delivery, content));
		}
		catch (Throwable ex) {
			abandon(delivery, ex);
		}
	}

	private void givenUp(Delivery delivery, ReplyContent content) {
		try {
			this.duplicates.replied(delivery, content);
		}
		finally {
			end();
			delivery.reject(false);
		}
	}

	private String source() {
		return "service '" + this.replySender.routes().service() + "'";
	}

	private void requeue(Delivery delivery) {
		end();
		delivery.reject(true);
	}

	/**
	 * Leave a request whose channel was lost before its function started to the next
	 * server.
	 */
	void leave(Delivery delivery) {
		requeueCopies(delivery);
		end();
	}

	/**
	 * Requeue a request that was not processed, possibly later.
	 * @param delivery the request
	 * @param cause why it was not processed
	 */
	void requeueUnprocessed(Delivery delivery, Throwable cause) {
		this.returning.incrementAndGet();
		this.unprocessedRequests.requeue(delivery, cause, () -> {
			this.returning.decrementAndGet();
			this.allReturned.check();
		});
	}

	/**
	 * Return a future that completes when all requests are requeued, or after a timeout.
	 */
	CompletableFuture<Void> allReturned(Duration patience) {
		return this.allReturned.await(patience);
	}

	void acknowledge(Delivery delivery) {
		end();
		delivery.acknowledge();
		this.acknowledgedOnReceipt.replied(delivery);
	}

	/**
	 * Requests that are acknowledged while their functions still run. The broker no
	 * longer tracks them, so a server that shuts down waits for them here. Thread-safe.
	 */
	static final class AcknowledgedOnReceipt {

		private final Set<Delivery> running = ConcurrentHashMap.newKeySet();

		private final EmptySignal emptySignal = new EmptySignal(this.running::isEmpty);

		/** Acknowledge a request before its function runs. */
		void acknowledge(Delivery delivery) {
			this.running.add(delivery);
			delivery.acknowledge();
		}

		/** Return whether a request is one of these, and has no reply yet. */
		boolean contains(Delivery delivery) {
			return this.running.contains(delivery);
		}

		/** Remove a request after its reply, if it is one of these. */
		void replied(Delivery delivery) {
			if (this.running.remove(delivery)) {
				this.emptySignal.check();
			}
		}

		/** Return a future that completes when none of these functions is running. */
		CompletableFuture<Void> drained() {
			return this.emptySignal.await();
		}

	}

}
