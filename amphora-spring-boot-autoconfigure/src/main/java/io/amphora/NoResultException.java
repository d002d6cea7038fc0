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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a call ends without a reply, usually because its timeout has elapsed. The
 * function may or may not have run; {@link #report()} shows how far the request got.
 *
 * @since 0.1.0
 */
public class NoResultException extends AmphoraException {

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public NoResultException(String message) {
		this(message, null, null);
	}

	/**
	 * Create a new exception.
	 * @param message what happened, and the remedy
	 * @param report how far the call got
	 */
	public NoResultException(String message, @Nullable CallReport report) {
		this(message, report, null);
	}

	/**
	 * Create a new exception with a cause.
	 * @param message what happened, and the remedy
	 * @param report how far the call got
	 * @param cause the cause, or {@code null} if there is none
	 */
	public NoResultException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, report, cause);
	}

	/**
	 * Create a new exception for a call whose reply may still arrive.
	 * @param report supplies the report for each {@link #report()}, on any thread
	 * @param message what happened, and the remedy
	 * @param cause the cause, or {@code null} if there is none
	 */
	public NoResultException(Supplier<CallReport> report, String message, @Nullable Throwable cause) {
		super(report, message, cause);
	}

}
