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

package io.amphora.server.receiver;

import io.amphora.NoResultException;

/**
 * Thrown when the timeout of a queue receiver elapses before the maximum number of
 * requests is reached.
 *
 * @since 0.1.0
 */
public class ReceiveTimeoutException extends NoResultException {

	/**
	 * Create a new exception.
	 * @param message the queue and the number of requests taken
	 */
	public ReceiveTimeoutException(String message) {
		super(message, null);
	}

}
