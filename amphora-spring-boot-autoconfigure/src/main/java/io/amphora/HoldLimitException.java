package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * A message could not be taken because as many as {@code amphora.publisher.hold-limit}
 * allows are waiting to be sent already. The function has not run.
 */
public class HoldLimitException extends NoResultException {

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public HoldLimitException(String message) {
		this(message, null);
	}

	/**
	 * Create a new exception.
	 * @param message what happened, and the way out
	 * @param report how far the call got, or {@code null} if it is not a client's message
	 */
	public HoldLimitException(String message, @Nullable CallReport report) {
		this(message, report, null);
	}

	/**
	 * Create a new exception.
	 * @param message what happened, and the way out
	 * @param report how far the call got, or {@code null} if it is not a client's message
	 * @param cause the cause, or {@code null} if there is none
	 */
	public HoldLimitException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, report, cause);
	}

}
