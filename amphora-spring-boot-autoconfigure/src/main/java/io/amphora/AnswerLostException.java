package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * A request was sent, and its answer may be lost: what it was to come by is gone, or the
 * function is one that must not run twice and may have run for the request before. Its
 * timeout has not elapsed. The function may or may not have run.
 */
public class AnswerLostException extends NoResultException {

	/** The {@code type} that stands for this exception on the wire. */
	public static final String WIRE_TYPE = "AnswerLost";

	/**
	 * Create a new exception.
	 * @param message what happened, and the way out
	 * @param report how far the call got
	 */
	public AnswerLostException(String message, @Nullable CallReport report) {
		super(message, report);
	}

}
