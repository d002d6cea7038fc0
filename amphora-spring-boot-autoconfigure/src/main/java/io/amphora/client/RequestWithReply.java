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

import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.CallCancelledException;
import io.amphora.CallInterruptedException;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import io.amphora.transport.DirectReplies;
import org.jspecify.annotations.Nullable;

/**
 * A request that expects a reply.
 */
abstract class RequestWithReply extends ClientRequest {

	/** Guarded by the monitor. */
	private boolean expired;

	/**
	 * Whether the caller cancelled the call. Written by the thread that ends the call,
	 * before it does so.
	 */
	private volatile boolean cancelled;

	/**
	 * Whether the caller can no longer wait. Written like {@link #cancelled}.
	 */
	private volatile boolean abandoned;

	/** Guarded by the monitor. */
	private boolean notified;

	RequestWithReply(RequestData data) {
		super(data);
	}

	/**
	 * Process a reply.
	 * @return {@code true} if the request expects no further reply
	 */
	abstract boolean replied(Delivery delivery);

	/**
	 * Return whether a thread is waiting for the reply and does all further processing.
	 */
	boolean hasThread() {
		return false;
	}

	/** The client may be closed after it has sent the request. */
	@Override
	public void failed(AmphoraException cause) {
		if (cause instanceof StoppedException) {
			abandon();
		}
		super.failed(cause);
	}

	/** Return whether the caller chose the correlation id, and may reuse it. */
	boolean isNamed() {
		return !data().correlationId().equals(data().id());
	}

	/**
	 * Return whether a reply belongs to this request, and not to an earlier one with the
	 * same correlation id.
	 */
	boolean matches(BasicProperties reply) {
		Object request = (reply.getHeaders() != null) ? reply.getHeaders().get(WireHeaders.REQUEST) : null;
		return request == null || stage() == CallStage.CLAIMED || request.toString().equals(messageId());
	}

	/** Return whether a reply may be in flight, or further ones may follow the first. */
	boolean expectsReplies() {
		return awaitsReply();
	}

	/** Return whether a reply may be in flight and none has arrived. */
	boolean awaitsReply() {
		return switch (stage()) {
			case SENT, CONFIRMED, CLAIMED -> true;
			default -> false;
		};
	}

	/** Record that the caller can no longer wait, although it did not cancel the call. */
	void abandon() {
		this.abandoned = true;
	}

	/**
	 * Return whether to notify servers that the caller gave up before the timeout. The
	 * message id of the request of a claimed call is unknown.
	 * @param claimable whether a later client can claim the reply if the caller chose the
	 * correlation id, so that only a call that was cancelled explicitly ends
	 * @return {@code true} at most once, and only if the request may have been sent
	 */
	boolean takeCancellation(boolean claimable) {
		boolean unwanted = this.cancelled || (this.abandoned && !(claimable && isNamed()));
		return unwanted && expectsReplies() && stage() != CallStage.CLAIMED && firstToNotify();
	}

	private synchronized boolean firstToNotify() {
		boolean first = !this.notified;
		this.notified = true;
		return first;
	}

	@Override
	void cancel(CompletableFuture<?> end) {
		if (!end.isDone()) {
			this.cancelled = true;
			super.cancel(end);
		}
	}

	@Override
	CallInterruptedException interrupted(InterruptedException cause) {
		abandon();
		return super.interrupted(cause);
	}

	/**
	 * End the call because the function that made it is cancelled. Its thread may be
	 * waiting for room in the send buffer.
	 */
	void cancelWithFunction() {
		this.cancelled = true;
		CallReport report = lastReport();
		fail(new CallCancelledException("The function that made the call is cancelled: " + report.describe(), report));
		leaveRoom();
	}

	/**
	 * Handle the possible loss of replies in flight.
	 * @param reason why they may be lost
	 */
	void repliesLost(String reason) {
		fail(replyLost(reason));
	}

	@Override
	String replyTo() {
		return data().origin().replyTo();
	}

	@Override
	void expire() {
		if (foundNoRoom()) {
			fail(noRoom());
		}
		else if (firstToExpire()) {
			timeOut();
		}
	}

	/**
	 * Registers the call as timed out before it fails, so that the report of the
	 * exception is updated even if the reply arrives at that moment.
	 */
	private void timeOut() {
		LateReplies lateReplies = data().origin().lateReplies();
		LateReplies.TimedOutCall call = new LateReplies.TimedOutCall(lastReport(), messageId(), data().deadline());
		lateReplies.expect(call);
		SendFailure unsent = sendFailure(call.report());
		String message = noResultWithin(call.report(), unsent);
		if (!fail(new NoResultException(call::report, message, cause(unsent)))) {
			lateReplies.forget(call);
		}
	}

	@Override
	String hint(@Nullable SendFailure unsent) {
		String hint = super.hint(unsent);
		return (unsent == null && replyTo().equals(DirectReplies.REPLY_TO))
				? hint + " The 'reply-mode' of the client is 'direct'. Servers in Python, and servers whose"
						+ " 'amphora.server.reply-to' is 'response-exchange', do not support it."
				: hint;
	}

	/** The timer and the waiting caller may get here at the same time. */
	private synchronized boolean firstToExpire() {
		boolean first = !this.expired;
		this.expired = true;
		return first;
	}

	/** Count a reply that arrived too late or was not expected. */
	void countLateReply() {
		data().origin().lateReplies().arrived(data().correlationId(), messageId());
	}

}
