package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the reply to a request may be lost: its reply target no longer exists, or the
 * request was sent or delivered again and was returned or rejected this time, or must not
 * run twice. The timeout has not elapsed. The function may or may not have run.
 */
public class AnswerLostException extends NoResultException {

	/** The {@code type} of this exception on the wire. */
	public static final String WIRE_TYPE = "AnswerLost";

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public AnswerLostException(String message) {
		this(message, null, null);
	}

	/**
	 * Create a new exception.
	 * @param message what happened, and the remedy
	 * @param report how far the call got
	 */
	public AnswerLostException(String message, @Nullable CallReport report) {
		this(message, report, null);
	}

	/**
	 * Create a new exception with a cause.
	 * @param message what happened, and the remedy
	 * @param report how far the call got
	 * @param cause the cause, or {@code null} if there is none
	 */
	public AnswerLostException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, report, cause);
	}

}
