package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the broker returns a request because no queue is bound to the request
 * exchange with its routing key. The function has not run.
 */
public class UnroutableRequestException extends NoResultException {

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public UnroutableRequestException(String message) {
		this(message, null);
	}

	/**
	 * Create a new exception.
	 * @param message what happened, and the remedy
	 * @param report how far the call got
	 */
	public UnroutableRequestException(String message, @Nullable CallReport report) {
		super(message, report);
	}

}
