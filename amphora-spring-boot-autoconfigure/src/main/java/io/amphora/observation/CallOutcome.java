package io.amphora.observation;

import java.util.concurrent.CancellationException;

import io.amphora.CallInterruptedException;
import io.amphora.HoldLimitException;
import io.amphora.IgnoreRequestException;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.StoppedException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of calls, as values of a tag.
 */
public enum CallOutcome {

	/** The function returned. */
	SUCCESS,

	/** The function raised an exception. */
	ERROR,

	/** The request could not be used. */
	WRONG_REQUEST,

	/** The reply could not be used. */
	WRONG_RESULT,

	/** No reply arrived in time. */
	NO_RESULT,

	/** No queue matched the request. */
	UNROUTABLE,

	/** The send buffer was full. */
	HOLD_LIMIT,

	/** The client was closed. */
	STOPPED,

	/** The caller cancelled the call or was interrupted. */
	CANCELLED,

	/** The function ignored the request. */
	IGNORED,

	/** The call failed in the client, before it was sent. */
	FAILED;

	static CallOutcome ofClient(@Nullable Throwable failure) {
		if (failure == null) {
			return SUCCESS;
		}
		if (failure instanceof NoResultException) {
			return ofUnanswered(failure);
		}
		if (failure instanceof WrongRequestException) {
			return WRONG_REQUEST;
		}
		if (failure instanceof WrongResultException) {
			return WRONG_RESULT;
		}
		if (failure instanceof CancellationException) {
			return CANCELLED;
		}
		return (failure instanceof RemoteException) ? ERROR : FAILED;
	}

	private static CallOutcome ofUnanswered(Throwable failure) {
		if (failure instanceof UnroutableRequestException) {
			return UNROUTABLE;
		}
		if (failure instanceof HoldLimitException) {
			return HOLD_LIMIT;
		}
		if (failure instanceof StoppedException) {
			return STOPPED;
		}
		return (failure instanceof CallInterruptedException) ? CANCELLED : NO_RESULT;
	}

	static CallOutcome ofServer(@Nullable Throwable failure) {
		if (failure == null) {
			return SUCCESS;
		}
		if (failure instanceof WrongRequestException) {
			return WRONG_REQUEST;
		}
		return (failure instanceof IgnoreRequestException) ? IGNORED : ERROR;
	}

}
