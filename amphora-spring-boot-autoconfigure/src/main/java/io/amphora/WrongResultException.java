package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * The client could not use the response: its body is not a result, or the result is not
 * of the type that the caller asked for. The function has run.
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
	 * @param message what is wrong with the response
	 * @param report how far the call got, or {@code null} if the serializer throws it
	 * @param cause the cause, or {@code null} if there is none
	 */
	public WrongResultException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, report, cause);
	}

}
