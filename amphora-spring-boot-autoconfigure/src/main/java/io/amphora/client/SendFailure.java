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

package io.amphora.client;

import io.amphora.transport.connection.ConnectionFailure;
import io.amphora.transport.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a request was not sent.
 *
 * @param broker the broker, for messages
 * @param connection the state of the connection when the call ended
 */
record SendFailure(String broker, ConnectionState connection) {

	/** Return the failure of the connection, or {@code null} if there is none. */
	@Nullable Exception cause() {
		return this.connection.lastFailure();
	}

	/**
	 * Return the reason and the remedy.
	 * @param question asked if the connection does not explain it
	 */
	String describe(String question) {
		Exception failure = cause();
		if (failure != null) {
			return ConnectionFailure.describe(failure, this.broker);
		}
		if (this.connection.blocked()) {
			return "The resource alarm of %s (%s) blocks publishers. Free the resource, or raise its limit."
				.formatted(this.broker, this.connection.blockedReason());
		}
		return this.connection.publishing() ? question
				: "There is no connection to %s. %s".formatted(this.broker, question);
	}

}
