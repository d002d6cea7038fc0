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

import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import io.amphora.transport.connection.CredentialsState.Status;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Determines the state of the credentials that a {@link CredentialsProvider} provides.
 *
 * @param provider provides the credentials
 * @param refreshService refreshes them, or {@code null} if nothing does
 */
record CredentialsCheck(CredentialsProvider provider, @Nullable CredentialsRefreshService refreshService) {

	private static final Log logger = LogFactory.getLog(CredentialsCheck.class);

	private static final Duration SOON = Duration.ofMinutes(1);

	private static final CredentialsState UNAVAILABLE = new CredentialsState(Status.UNAVAILABLE, null);

	/**
	 * Return the state, or {@code null} if it is unknown. Providers may request
	 * credentials when they are asked before the first login, which could take long, so
	 * they are asked afterwards only.
	 * @param connected whether there is a connection
	 * @param failure the last failure, or {@code null}
	 */
	@Nullable CredentialsState state(boolean connected, @Nullable Exception failure) {
		ConnectionFailure kind = (failure != null) ? ConnectionFailure.of(failure) : null;
		if (kind == ConnectionFailure.CREDENTIALS) {
			return UNAVAILABLE;
		}
		boolean refused = kind == ConnectionFailure.LOGIN;
		if (!connected && !refused) {
			return null;
		}
		try {
			Duration left = this.provider.getTimeBeforeExpiration();
			return new CredentialsState(refused ? Status.REFUSED : status(left), left);
		}
		catch (Throwable ex) {
			logger.debug("The credentials provider does not know when the credentials expire", ex);
			return refused ? new CredentialsState(Status.REFUSED, null) : UNAVAILABLE;
		}
	}

	/** Return the exception for a login that failed because of the provider. */
	CredentialsException unavailable(Throwable failure) {
		logger.debug("The credentials provider failed", failure);
		if (this.refreshService == null && expires()) {
			return new CredentialsException(
					"the credentials of the CredentialsProvider expire, and there is no CredentialsRefreshService");
		}
		return new CredentialsException(
				((this.refreshService != null) ? "the CredentialsProvider or the CredentialsRefreshService"
						: "the CredentialsProvider") + " failed with " + failure.getClass().getName());
	}

	private boolean expires() {
		try {
			return this.provider.getTimeBeforeExpiration() != null;
		}
		catch (Throwable ex) {
			return false;
		}
	}

	private Status status(@Nullable Duration left) {
		if (left == null) {
			return Status.VALID;
		}
		if (left.isNegative() || left.isZero()) {
			return Status.EXPIRED;
		}
		boolean soon = (this.refreshService != null) ? this.refreshService.isApproachingExpiration(left)
				: left.compareTo(SOON) < 0;
		return soon ? Status.EXPIRING : Status.VALID;
	}

}
