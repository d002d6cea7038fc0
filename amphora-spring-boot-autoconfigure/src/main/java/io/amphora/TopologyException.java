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
 * Thrown if the broker refuses a virtual host, an exchange or a queue: it exists with
 * other arguments, does not exist, is locked, or the user has no permission to use it.
 * Clients and servers retry at long intervals, as this requires a change on the broker.
 *
 * @since 0.1.0
 */
public class TopologyException extends AmphoraException {

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public TopologyException(String message) {
		this(message, null, null);
	}

	/**
	 * Create a new exception.
	 * @param message what the broker refused, why, and the remedy
	 * @param cause the refusal, or {@code null} if there is none
	 */
	public TopologyException(String message, @Nullable Throwable cause) {
		this(message, null, cause);
	}

	/**
	 * Create an exception that ends a call.
	 * @param message what the broker refused, why, and the remedy
	 * @param report how far the call got, or {@code null} if the exception does not end a
	 * call
	 * @param cause the refusal, or {@code null} if there is none
	 */
	public TopologyException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, report, cause);
	}

}
