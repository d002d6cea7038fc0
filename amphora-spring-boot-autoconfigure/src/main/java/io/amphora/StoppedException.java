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
 * Thrown if a call is made with a closed client, or is still pending when its client is
 * closed.
 *
 * @since 0.1.0
 */
public class StoppedException extends NoResultException {

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public StoppedException(String message) {
		this(message, null);
	}

	/**
	 * Create a new exception.
	 * @param message what happened, and the remedy
	 * @param report how far the call got, or {@code null} if the exception does not end a
	 * call
	 */
	public StoppedException(String message, @Nullable CallReport report) {
		super(message, report);
	}

}
