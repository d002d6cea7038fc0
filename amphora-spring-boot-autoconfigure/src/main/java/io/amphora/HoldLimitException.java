package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a message cannot be buffered because the send buffer is full
 * ({@code amphora.publisher.hold-limit}). The function has not run.
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
	 * @param message what happened, and the remedy
	 * @param report how far the call got, or {@code null} if the message is not a
	 * client's
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
