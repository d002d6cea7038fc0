package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * The broker refuses a virtual host, an exchange or a queue: it exists with other
 * arguments, does not exist, is locked, or the user may not use it. Clients and servers
 * try again slowly, as it takes a change on the broker to help.
 */
public class TopologyException extends AmphoraException {

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public TopologyException(String message) {
		this(message, null, null);
	}

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
