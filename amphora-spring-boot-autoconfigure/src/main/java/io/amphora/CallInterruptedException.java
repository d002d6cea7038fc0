package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the thread that waits for a reply is interrupted. Its interrupt status is
 * restored. The function may or may not have run.
 */
public class CallInterruptedException extends NoResultException {

	/**
	 * Create a new exception without a report, for instance in a test.
	 * @param message what happened
	 */
	public CallInterruptedException(String message) {
		this(message, null, new InterruptedException(message));
	}

	/**
	 * Create a new exception.
	 * @param message what happened
	 * @param report how far the call got
	 * @param cause the interrupt
	 */
	public CallInterruptedException(String message, @Nullable CallReport report, InterruptedException cause) {
		super(message, report, cause);
	}

}
