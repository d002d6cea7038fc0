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

package io.amphora.transport.connection;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * State of the credentials of a connection that are provided by a
 * {@code CredentialsProvider}.
 *
 * @param status the status
 * @param timeBeforeExpiration time until the credentials expire, negative afterwards;
 * {@code null} if they do not expire or if that is unknown
 * @since 0.1.0
 */
public record CredentialsState(Status status, @Nullable Duration timeBeforeExpiration) {

	/** Status of credentials. */
	public enum Status {

		/** The broker has accepted them, and they do not expire soon. */
		VALID,

		/** They expire soon, and have not been refreshed in time. */
		EXPIRING,

		/** They have expired. The broker closes connections that use them. */
		EXPIRED,

		/** The broker refuses them. */
		REFUSED,

		/** The provider fails, or they expire and nothing refreshes them. */
		UNAVAILABLE

	}

}
