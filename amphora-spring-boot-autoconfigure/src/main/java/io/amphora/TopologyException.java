package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the broker refuses a virtual host, an exchange or a queue: it exists with
 * other arguments, does not exist, is locked, or the user has no permission to use it.
 * Clients and servers retry at long intervals, as this requires a change on the broker.
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
