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

package io.amphora.observation;

import java.util.concurrent.CancellationException;

import io.amphora.CallCancelledException;
import io.amphora.CallContext;
import io.amphora.CallInterruptedException;
import io.amphora.HoldLimitException;
import io.amphora.IgnoreRequestException;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.StoppedException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.server.execution.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of calls, as values of a tag.
 *
 * @since 0.1.0
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

	/** The caller cancelled the call, was interrupted, or was cancelled itself. */
	CANCELLED,

	/** The server cancelled the function because its time had passed. */
	EXPIRED,

	/** The function ignored the request. */
	IGNORED,

	/** The call failed in the client, before it was sent. */
	FAILED;

	static CallOutcome ofClient(@Nullable Throwable failure) {
		if (failure == null) {
			return SUCCESS;
		}
		if (failure instanceof NoResultException) {
			return withoutReply(failure);
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

	private static CallOutcome withoutReply(Throwable failure) {
		if (failure instanceof UnroutableRequestException) {
			return UNROUTABLE;
		}
		if (failure instanceof HoldLimitException) {
			return HOLD_LIMIT;
		}
		if (failure instanceof StoppedException) {
			return STOPPED;
		}
		return (failure instanceof CallInterruptedException || failure instanceof CallCancelledException) ? CANCELLED
				: NO_RESULT;
	}

	static CallOutcome ofServer(@Nullable Throwable failure, CallContext context) {
		if (failure == null) {
			return SUCCESS;
		}
		if (context.isCancelled() && Cancellation.isCausedByCancellation(failure)) {
			return context.isCancelledByCaller() ? CANCELLED : EXPIRED;
		}
		if (failure instanceof WrongRequestException) {
			return WRONG_REQUEST;
		}
		return (failure instanceof IgnoreRequestException) ? IGNORED : ERROR;
	}

}
