package io.amphora.client;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.NoResultException;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;

/**
 * A request that somebody answers.
 */
abstract class AwaitedRequest extends Request {

	/** Guarded by the monitor. */
	private boolean expired;

	AwaitedRequest(RequestHead head) {
		super(head);
	}

	/**
	 * Take an answer.
	 * @return {@code true} if no further one is wanted
	 */
	abstract boolean answered(Delivery delivery);

	/**
	 * Whether a thread waits for the answer, and does all that there is to do with it.
	 */
	boolean hasThread() {
		return false;
	}

	/** Whether the caller chose the correlation id, and may do so again. */
	boolean isNamed() {
		return !head().correlationId().equals(head().id());
	}

	/**
	 * Whether an answer is to this request, and not to an earlier one with the same
	 * correlation id.
	 */
	boolean isAnsweredBy(BasicProperties answer) {
		Object request = (answer.getHeaders() != null) ? answer.getHeaders().get(WireHeaders.REQUEST) : null;
		return request == null || stage() == CallStage.CLAIMED || request.toString().equals(messageId());
	}

	/** Whether an answer may be on its way, or an earlier one was not the last. */
	boolean expectsAnswers() {
		return mayBeAnswered();
	}

	/** Whether an answer may be on its way, and none has come. */
	boolean mayBeAnswered() {
		return switch (stage()) {
			case SENT, CONFIRMED, CLAIMED -> true;
			default -> false;
		};
	}

	/**
	 * Answers that were on their way may be lost.
	 * @param reason what has happened to them
	 */
	void answersLost(String reason) {
		fail(answerLost(reason));
	}

	@Override
	String replyTo() {
		return head().factory().replyTo();
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
	 * The exception learns of it if the answer comes after all, even if it comes just
	 * now: the call is remembered before it ends.
	 */
	private void timeOut() {
		LateAnswers late = head().factory().lateAnswers();
		TimedOutCall call = new TimedOutCall(lastReport(), head().deadline());
		late.expect(call);
		SendFailure unsent = sendFailure(call.report());
		String message = noResultWithin(call.report(), unsent);
		if (!fail(new NoResultException(call::report, message, cause(unsent)))) {
			late.forget(call);
		}
	}

	/** The timer and a waiting caller may come at the same time. */
	private synchronized boolean firstToExpire() {
		boolean first = !this.expired;
		this.expired = true;
		return first;
	}

	/** An answer came that the call has no use for. */
	void late() {
		head().factory().lateAnswers().came(head().correlationId());
	}

}
