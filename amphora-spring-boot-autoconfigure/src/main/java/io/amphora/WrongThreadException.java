package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * A blocking call was made on a thread that delivers answers, where it would wait for
 * itself. Use {@code defer}, or move on to another thread first.
 */
public class WrongThreadException extends AmphoraException {

	/**
	 * Create a new exception.
	 * @param message which call was made where, and the way out
	 */
	public WrongThreadException(String message) {
		this(message, null);
	}

	/**
	 * Create an exception that ends a call.
	 * @param message which call was made where, and the way out
	 * @param report what call it was, or {@code null} if the exception ends no call
	 */
	public WrongThreadException(String message, @Nullable CallReport report) {
		super(message, report, null);
	}

}
