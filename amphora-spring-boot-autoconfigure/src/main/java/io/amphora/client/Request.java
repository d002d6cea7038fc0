package io.amphora.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.AnswerLostException;
import io.amphora.CallInterruptedException;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.HoldLimitException;
import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.transport.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way. The stage is written by whatever thread learns of it; it never
 * goes back, as the answer may overtake the confirm.
 */
abstract class Request implements OutgoingMessage {

	private final RequestHead head;

	private final AtomicReference<CallStage> stage = new AtomicReference<>(CallStage.HELD);

	/** Written by the sender, read by any thread. */
	private volatile boolean resent;

	/**
	 * Written by whatever ends the call, before it reads the stage; read by the sender
	 * after it has written the stage. So at least one of them learns of the other.
	 */
	private volatile boolean ending;

	/** Written by the thread that sends, read by the timer. */
	private volatile boolean waitsForRoom;

	/** Written by the thread that puts the request in line, read by any. */
	private volatile @Nullable Runnable unwanted;

	/**
	 * Written under the monitor. A request is sent far more often than there is one.
	 */
	private volatile @Nullable Runnable onConfirmed;

	Request(RequestHead head) {
		this.head = head;
	}

	/** Where answers go, or {@code null} if nobody shall answer. */
	abstract @Nullable String replyTo();

	/**
	 * The request has failed.
	 * @return {@code false} if it had ended before
	 */
	abstract boolean fail(AmphoraException failure);

	/** The broker has it now. */
	abstract void published();

	RequestHead head() {
		return this.head;
	}

	Duration remaining() {
		return this.head.remaining();
	}

	CallStage stage() {
		return this.stage.get();
	}

	CallReport report() {
		return this.head.report(this.stage.get());
	}

	/** The caller is about to learn how the call ended. */
	void ended(@Nullable Object value, @Nullable Throwable failure, @Nullable BasicProperties response) {
		Interception interception = this.head.interception();
		if (interception != null) {
			interception.ended(new ClientCallOutcome(value, failure, report(), response));
		}
	}

	/** The request occupies room, unless nobody waits for it any more. */
	@Override
	public void held(Runnable newUnwanted) {
		this.unwanted = newUnwanted;
		if (!wanted()) {
			newUnwanted.run();
		}
	}

	/**
	 * The call has ended, so the request leaves its room to others if it has not gone.
	 */
	void leaveRoom() {
		Runnable leave = this.unwanted;
		if (leave != null) {
			leave.run();
		}
	}

	/**
	 * The request is not sent from now on, and leaves its room before its caller learns.
	 */
	void giveUp() {
		this.ending = true;
		leaveRoom();
	}

	/** Give the caller the outcome in a future. */
	void complete(Runnable completion) {
		Interception interception = this.head.interception();
		if (interception != null) {
			interception.complete(completion);
		}
		else {
			completion.run();
		}
	}

	/**
	 * The report of a call that is about to fail. The request is not sent from now on, so
	 * one that was held stays so.
	 */
	CallReport lastReport() {
		this.ending = true;
		return report();
	}

	boolean ending() {
		return this.ending;
	}

	/** Whether an earlier copy of the request was sent, and may have been run. */
	boolean resent() {
		return this.resent;
	}

	void reached(CallStage newStage) {
		this.stage.set(newStage);
	}

	@Override
	public String exchange() {
		return this.head.factory().route().exchange();
	}

	@Override
	public String routingKey() {
		return this.head.routingKey();
	}

	@Override
	public String messageId() {
		return this.head.id();
	}

	@Override
	public BasicProperties properties() {
		return this.head.factory().properties(this.head, replyTo(), this.resent);
	}

	@Override
	public byte[] body() {
		return this.head.body();
	}

	/**
	 * Run something when the broker confirms a request that was sent, or now if it has
	 * done so. If the request is sent again before, it is not run.
	 * @param action what to run; must not block
	 */
	void onceConfirmed(Runnable action) {
		replaceOnConfirmed(action);
		if (stage() != CallStage.SENT) {
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
		this.head.factory().unroutable().increment();
		String message = ("The broker returned %s: no queue is bound to exchange '%s' with this routing key (%s)."
				+ " Start a server that consumes from one, or create it with createRequestQueue.")
			.formatted(report().describe(), exchange(), reason);
		fail(this.resent ? mayHaveRun(message, null) : new UnroutableRequestException(message, report()));
	}

	@Override
	public void failed(AmphoraException cause) {
		String message = "%s Given up: %s.".formatted(cause.getMessage(), report().describe());
		if (cause instanceof TopologyException) {
			fail((stage() == CallStage.HELD) ? new TopologyException(message, report(), cause)
					: mayHaveRun(message, cause));
		}
		else if (cause instanceof StoppedException) {
			fail(new StoppedException(message, report()));
		}
		else if (cause instanceof WrongRequestException && stage() == CallStage.HELD) {
			fail(new WrongRequestException(message, report(), cause));
		}
		else {
			fail(new NoResultException(message, report(), cause));
		}
	}

	/**
	 * For a request that cannot be sent again, or is refused, after it was sent before.
	 */
	AnswerLostException mayHaveRun(String reason, @Nullable Throwable cause) {
		return new AnswerLostException(reason + " It was sent before, and may have run.", report(), cause);
	}

	void expire() {
		fail(foundNoRoom() ? noRoom() : timedOut());
	}

	/** The request may have found room just now, and be on its way. */
	boolean foundNoRoom() {
		return this.waitsForRoom && lastReport().stage() == CallStage.HELD;
	}

	/** The timer may end the call before its caller gives up to wait. */
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
		return (report.stage() == CallStage.HELD) ? this.head.factory().sendFailure() : null;
	}

	static @Nullable Exception cause(@Nullable SendFailure unsent) {
		return (unsent != null) ? unsent.cause() : null;
	}

	String noResultWithin(CallReport report, @Nullable SendFailure unsent) {
		return "No result within %d ms of %s. %s".formatted(this.head.timeout().toMillis(), report.describe(),
				hint(unsent));
	}

	static String hint(@Nullable SendFailure unsent) {
		return (unsent != null) ? unsent.describe("Is the broker reachable, and is the client serving?")
				: "Is a server of the service running, and is the timeout long enough?";
	}

	AnswerLostException answerLost(String reason) {
		return new AnswerLostException(("The answer to %s may be lost: %s."
				+ " Call the function as an idempotent one if it is, to have the request sent again.")
			.formatted(report().describe(), reason), report());
	}

	HoldLimitException noRoom() {
		CallReport report = lastReport();
		SendFailure unsent = this.head.factory().sendFailure();
		return new HoldLimitException("The send buffer is full ('amphora.publisher.hold-limit'); could not queue %s. %s"
			.formatted(report.describe(), hint(unsent)), report, unsent.cause());
	}

	CallInterruptedException interrupted(InterruptedException cause) {
		CallReport report = lastReport();
		return new CallInterruptedException("Interrupted while waiting for " + report.describe(), report, cause);
	}

}
