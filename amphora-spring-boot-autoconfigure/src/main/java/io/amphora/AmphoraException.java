package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Root of everything that Amphora throws on purpose. An exception that ends a call
 * carries a {@link CallReport} that says how far the call got.
 */
public abstract class AmphoraException extends RuntimeException {

	private final transient @Nullable CallReport report;

	/**
	 * Create a new exception.
	 * @param message what happened, and the way out
	 * @param report how far the call got, or {@code null} if the exception ends no call
	 * @param cause the cause, or {@code null} if there is none
	 */
	protected AmphoraException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, cause);
		this.report = report;
	}

	/**
	 * How far the call got that this exception ended.
	 * @return the report, or {@code null} if the exception was not thrown by a client
	 */
	public @Nullable CallReport report() {
		return this.report;
	}

}
