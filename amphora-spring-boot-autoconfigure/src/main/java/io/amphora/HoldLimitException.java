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
 * Thrown if a message cannot be buffered because the send buffer is full
 * ({@code amphora.publisher.hold-limit}). The function has not run.
 *
 * @since 0.1.0
 */
public class HoldLimitException extends NoResultException {

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public HoldLimitException(String message) {
		this(message, null);
	}

	/**
	 * Create a new exception.
	 * @param message what happened, and the remedy
	 * @param report how far the call got, or {@code null} if the message is not a
	 * client's
	 */
	public HoldLimitException(String message, @Nullable CallReport report) {
		this(message, report, null);
	}

	/**
	 * Create a new exception.
	 * @param message what happened, and the remedy
	 * @param report how far the call got, or {@code null} if the message is not a
	 * client's
	 * @param cause the cause, or {@code null} if there is none
	 */
	public HoldLimitException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, report, cause);
	}

}
