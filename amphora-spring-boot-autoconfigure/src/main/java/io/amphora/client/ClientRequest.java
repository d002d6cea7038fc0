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

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.CallCancelledException;
import io.amphora.CallInterruptedException;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.HoldLimitException;
import io.amphora.NoResultException;
import io.amphora.ReplyLostException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.client.interceptor.ClientCallOutcome;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/**
 * A request that is being sent. Any thread that learns of a new stage writes it; the
 * stage never goes back when the reply overtakes the confirm.
 */
abstract class ClientRequest implements OutgoingMessage {

	private final RequestData data;

	private final AtomicReference<CallStage> stage = new AtomicReference<>(CallStage.HELD);

	/** Written by the sender, read by any thread. */
	private volatile boolean resent;

	/**
	 * Written by the thread that ends the call, before it reads the stage; read by the
	 * sender after it has written the stage. So at least one of them sees the change of
	 * the other.
	 */
	private volatile boolean ending;

	/** Written by the thread that sends, read by the timer. */
	private volatile boolean waitsForRoom;

	/** Written by the thread that enqueues the request, read by any thread. */
	private volatile @Nullable Runnable unwanted;

	/**
	 * Written under the monitor; read without it, because most requests have no such
	 * action.
	 */
	private volatile @Nullable Runnable onConfirmed;

	ClientRequest(RequestData data) {
		this.data = data;
	}

	/** Return the reply-to address, or {@code null} for a one-way request. */
	abstract @Nullable String replyTo();

	/**
	 * Fail the request.
	 * @return {@code false} if it ended before
	 */
	abstract boolean fail(AmphoraException failure);

	/** Handle the confirm of the broker. */
	abstract void published();

	RequestData data() {
		return this.data;
	}

	Duration remaining() {
		return this.data.remaining();
	}

	CallStage stage() {
		return this.stage.get();
	}

	CallReport report() {
		return this.data.report(this.stage.get());
	}

	/** Notify the interceptors of the outcome, before the caller is. */
	void ended(@Nullable Object value, @Nullable Throwable failure, @Nullable BasicProperties response) {
		InterceptedClientCall interceptedCall = this.data.interceptedCall();
		if (interceptedCall != null) {
			interceptedCall.ended(new ClientCallOutcome(value, failure, report(), response));
		}
	}

	/** Keep the request in the send buffer, unless its call has ended. */
	@Override
	public void held(Runnable newUnwanted) {
		this.unwanted = newUnwanted;
		if (!wanted()) {
			newUnwanted.run();
		}
	}

	/**
	 * Leave the send buffer after the call has ended, unless the request was sent.
	 */
	void leaveRoom() {
		Runnable leave = this.unwanted;
		if (leave != null) {
			leave.run();
		}
	}

	/**
	 * Prevent the request from being sent, and leave the send buffer before the caller is
	 * notified.
	 */
	void giveUp() {
		this.ending = true;
		leaveRoom();
	}

	/**
	 * End the request because its caller has cancelled or completed the future.
	 * @param end the future that completes when the request ends
	 */
	void cancel(CompletableFuture<?> end) {
		end.cancel(false);
	}

	/**
	 * Return the exception with which the future of a caller completes.
	 * @param failure the failure of the request
	 */
	static Throwable forFuture(Throwable failure) {
		return (failure instanceof CallCancelledException)
				? new CancellationException(failure.getMessage()).initCause(failure) : failure;
	}

	/** Complete the future of the caller. */
	void complete(Runnable completion) {
		InterceptedClientCall interceptedCall = this.data.interceptedCall();
		if (interceptedCall != null) {
			interceptedCall.complete(completion);
		}
		else {
			completion.run();
		}
	}

	/**
	 * Return the report of a call that is about to fail. Prevents the request from being
	 * sent, so that the reported stage stays true.
	 */
	CallReport lastReport() {
		this.ending = true;
		return report();
	}

	boolean ending() {
		return this.ending;
	}

	/** Return whether the request was sent before, so that its function may have run. */
	boolean resent() {
		return this.resent;
	}

	void reached(CallStage newStage) {
		this.stage.set(newStage);
	}

	@Override
	public String exchange() {
		return this.data.origin().route().exchange();
	}

	@Override
	public String routingKey() {
		return this.data.routingKey();
	}

	@Override
	public String messageId() {
		return this.data.id();
	}

	@Override
	public BasicProperties properties() {
		return this.data.origin().properties(this.data, replyTo(), this.resent);
	}

	@Override
	public byte[] body() {
		return this.data.body();
	}

	/**
	 * Run an action when the broker confirms the request, or immediately if it has been
	 * confirmed or returned. The action is discarded if the request is sent again before.
	 * @param action the action; must not block
	 */
	void whenConfirmed(Runnable action) {
		replaceOnConfirmed(action);
		CallStage present = stage();
		if (present != CallStage.SENT && present != CallStage.HELD) {
			runOnConfirmed();
		}
	}

	private void runOnConfirmed() {
		Runnable action = (this.onConfirmed != null) ? replaceOnConfirmed(null) : null;
		if (action != null) {
			action.run();
		}
	}

	private synchronized @Nullable Runnable replaceOnConfirmed(@Nullable Runnable next) {
		Runnable before = this.onConfirmed;
		this.onConfirmed = next;
		return before;
	}

	@Override
	public boolean sent() {
		if (this.onConfirmed != null) {
			replaceOnConfirmed(null);
		}
		this.resent = !this.stage.compareAndSet(CallStage.HELD, CallStage.SENT);
		return wanted();
	}

	@Override
	public void notSent() {
		if (!this.resent) {
			this.stage.compareAndSet(CallStage.SENT, CallStage.HELD);
		}
	}

	@Override
	public void confirmed() {
		this.stage.compareAndSet(CallStage.SENT, CallStage.CONFIRMED);
		runOnConfirmed();
		published();
	}

	@Override
	public void returned(String reason) {
		this.stage.set(CallStage.RETURNED);
		this.data.origin().unroutable().increment();
		CallReport report = report();
		String message = ("The broker returned %s: no queue is bound to exchange '%s' with this routing key (%s)."
				+ " Start a server that consumes from one, or create it with createRequestQueue.")
			.formatted(report.describe(), exchange(), reason);
		fail(this.resent ? mayHaveRun(message, report, null) : new UnroutableRequestException(message, report));
	}

	@Override
	public void failed(AmphoraException cause) {
		CallReport report = report();
		String message = "%s The client abandoned %s.".formatted(cause.getMessage(), report.describe());
		if (cause instanceof TopologyException) {
			fail((report.stage() == CallStage.HELD) ? new TopologyException(message, report, cause)
					: mayHaveRun(message, report, cause));
		}
		else if (cause instanceof StoppedException) {
			fail(new StoppedException(message, report));
		}
		else if (cause instanceof WrongRequestException && report.stage() == CallStage.HELD) {
			fail(new WrongRequestException(message, report, cause));
		}
		else {
			fail(new NoResultException(message, report, cause));
		}
	}

	/**
	 * Create the exception for a request that was sent before, and now cannot be sent
	 * again or is refused.
	 */
	static ReplyLostException mayHaveRun(String reason, CallReport report, @Nullable Throwable cause) {
		return new ReplyLostException(reason + " It was sent before and may have run.", report, cause);
	}

	/**
	 * Start the timer that ends the request after its timeout.
	 * @return the timer
	 * @throws StoppedException if the transport, which may be shared, is closed
	 */
	Future<?> startTimer(BrokerTransport transport) {
		try {
			return transport.schedule(this::expire, remaining());
		}
		catch (RejectedExecutionException ex) {
			CallReport report = lastReport();
			StoppedException failure = new StoppedException(
					"The transport of the client is closed. Build a new transport and client to call "
							+ report.describe(),
					report);
			ended(null, failure, null);
			throw failure;
		}
	}

	void expire() {
		fail(foundNoRoom() ? noRoom() : timedOut());
	}

	/**
	 * Return whether the request could not enter the send buffer. It may do so at any
	 * moment, so it is prevented from being sent first.
	 */
	boolean foundNoRoom() {
		return this.waitsForRoom && lastReport().stage() == CallStage.HELD;
	}

	/**
	 * Recorded because the timer may end the call before its caller stops waiting for
	 * room.
	 */
	void waitsForRoom(boolean waits) {
		this.waitsForRoom = waits;
	}

	boolean waitsForRoom() {
		return this.waitsForRoom;
	}

	NoResultException timedOut() {
		CallReport report = lastReport();
		SendFailure unsent = sendFailure(report);
		return new NoResultException(noResultWithin(report, unsent), report, cause(unsent));
	}

	/** Return why the request was not sent, or {@code null} if it was sent. */
	@Nullable SendFailure sendFailure(CallReport report) {
		return (report.stage() == CallStage.HELD) ? this.data.origin().sendFailure() : null;
	}

	static @Nullable Exception cause(@Nullable SendFailure unsent) {
		return (unsent != null) ? unsent.cause() : null;
	}

	String noResultWithin(CallReport report, @Nullable SendFailure unsent) {
		return "No result within %d ms of %s. %s".formatted(this.data.timeout().toMillis(), report.describe(),
				hint(unsent));
	}

	String hint(@Nullable SendFailure unsent) {
		return (unsent != null) ? unsent.describe("Is the broker reachable, and is the client serving?")
				: "Is a server of the service running, and is the timeout long enough?";
	}

	ReplyLostException replyLost(String reason) {
		CallReport report = report();
		return new ReplyLostException(("The reply to %s may be lost: %s. If the function is idempotent, call it as"
				+ " such to send the request again.")
			.formatted(report.describe(), reason), report);
	}

	StoppedException clientClosed() {
		CallReport report = report();
		return new StoppedException("The client was closed before it received the reply to " + report.describe(),
				report);
	}

	HoldLimitException noRoom() {
		CallReport report = lastReport();
		SendFailure unsent = this.data.origin().sendFailure();
		return new HoldLimitException("The send buffer is full ('amphora.publisher.hold-limit'); could not queue %s. %s"
			.formatted(report.describe(), hint(unsent)), report, unsent.cause());
	}

	CallInterruptedException interrupted(InterruptedException cause) {
		CallReport report = lastReport();
		return new CallInterruptedException("Interrupted while waiting for " + report.describe(), report, cause);
	}

}
