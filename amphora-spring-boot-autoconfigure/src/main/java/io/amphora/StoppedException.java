package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * A call was given to a client that is stopped for good, or was still open when its
 * client was closed.
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
	 * @param message what happened, and the way out
	 * @param report how far the call got, or {@code null} if the exception ends no call
	 */
	public StoppedException(String message, @Nullable CallReport report) {
		super(message, report);
	}

}
