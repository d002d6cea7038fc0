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

package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the reply to a request may be lost, although the timeout has not elapsed.
 * This is the case if the target of the reply no longer exists. It is also the case if
 * the request was sent or delivered more than once, and was then returned or rejected, or
 * was not run because its function must not run twice. The function may or may not have
 * run.
 *
 * @since 0.1.0
 */
public class ReplyLostException extends NoResultException {

	/** The {@code type} of this exception on the wire. */
	public static final String WIRE_TYPE = "AnswerLost";

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public ReplyLostException(String message) {
		this(message, null, null);
	}

	/**
	 * Create a new exception.
	 * @param message what happened, and the remedy
	 * @param report how far the call got
	 */
	public ReplyLostException(String message, @Nullable CallReport report) {
		this(message, report, null);
	}

	/**
	 * Create a new exception with a cause.
	 * @param message what happened, and the remedy
	 * @param report how far the call got
	 * @param cause the cause, or {@code null} if there is none
	 */
	public ReplyLostException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, report, cause);
	}

}
