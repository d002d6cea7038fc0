package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * The broker refuses an exchange or a queue for good: it exists with other arguments,
 * does not exist, or the user may not use it. Trying again does not help until somebody
 * changes something.
 */
public class TopologyException extends AmphoraException {

	/**
	 * Create a new exception.
	 * @param message what the broker refused, why, and how to mend it
	 * @param cause the refusal, or {@code null} if there is none
	 */
	public TopologyException(String message, @Nullable Throwable cause) {
		this(message, null, cause);
	}

	/**
	 * Create an exception that ends a call.
	 * @param message what the broker refused, why, and how to mend it
	 * @param report how far the call got, or {@code null} if the exception ends no call
	 * @param cause the refusal, or {@code null} if there is none
	 */
	public TopologyException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, report, cause);
	}

}
