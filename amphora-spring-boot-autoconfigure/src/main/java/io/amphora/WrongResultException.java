package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a client cannot use a reply: its body is not a result, or the result does not
 * fit the type that the caller requested. The function has run.
 */
public class WrongResultException extends AmphoraException {

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public WrongResultException(String message) {
		this(message, null, null);
	}

	/**
	 * Create a new exception.
	 * @param message what is wrong with the reply
	 * @param report how far the call got, or {@code null} if the serializer throws it
	 * @param cause the cause, or {@code null} if there is none
	 */
	public WrongResultException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, report, cause);
	}

}
