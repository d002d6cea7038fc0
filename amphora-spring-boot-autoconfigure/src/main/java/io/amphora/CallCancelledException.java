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
 * Thrown by a call that is made inside a function, if the call of that function is
 * cancelled by its caller or because it exceeds its maximum run time. The called function
 * may or may not have run. The future of a deferred call completes with a
 * {@link java.util.concurrent.CancellationException} that has this exception as its
 * cause. On Java 25, {@code join} and {@code get} throw another one, of which that
 * exception is the cause.
 *
 * @since 0.1.0
 */
public class CallCancelledException extends NoResultException {

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public CallCancelledException(String message) {
		this(message, null);
	}

	/**
	 * Create a new exception.
	 * @param message what happened
	 * @param report how far the call got
	 */
	public CallCancelledException(String message, @Nullable CallReport report) {
		super(message, report);
	}

}
