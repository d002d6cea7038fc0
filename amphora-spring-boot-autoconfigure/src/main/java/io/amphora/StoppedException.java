package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a call is made with a closed client, or is still pending when its client is
 * closed.
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
