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
 * Thrown if a blocking call is made on a thread that delivers replies, where it would
 * wait for itself. Use {@code defer}, or switch to another thread first.
 *
 * @since 0.1.0
 */
public class WrongThreadException extends AmphoraException {

	/**
	 * Create a new exception.
	 * @param message which call was made where, and the remedy
	 */
	public WrongThreadException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception that ends a call.
	 * @param message which call was made where, and the remedy
	 * @param report the report of the call, or {@code null} if the exception does not end
	 * a call
	 */
	public WrongThreadException(String message, @Nullable CallReport report) {
		super(message, report, null);
	}

}
