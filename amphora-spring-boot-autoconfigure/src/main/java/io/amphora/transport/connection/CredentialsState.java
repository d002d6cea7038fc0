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
