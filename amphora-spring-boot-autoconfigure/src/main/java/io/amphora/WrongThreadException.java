package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a blocking call is made on a thread that delivers replies, where it would
 * wait for itself. Use {@code defer}, or switch to another thread first.
 */
public class WrongThreadException extends AmphoraException {

	/**
	 * Create a new exception.
	 * @param message which call was made where, and the remedy
	 */
	public WrongThreadException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception that ends a call.
	 * @param message which call was made where, and the remedy
	 * @param report the report of the call, or {@code null} if the exception does not end
	 * a call
	 */
	public WrongThreadException(String message, @Nullable CallReport report) {
		super(message, report, null);
	}

}
