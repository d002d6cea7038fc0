package io.amphora;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Root of everything that Amphora throws on purpose. An exception that ends a call
 * carries a {@link CallReport} that says how far the call got.
 */
public abstract class AmphoraException extends RuntimeException {

	private final transient @Nullable Supplier<CallReport> report;

	/**
	 * Create a new exception.
	 * @param message what happened, and the way out
	 * @param report how far the call got, or {@code null} if the exception ends no call
	 * @param cause the cause, or {@code null} if there is none
	 */
	protected AmphoraException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, cause);
		this.report = (report != null) ? () -> report : null;
	}

	/**
	 * Create an exception whose report may change, as its client goes on learning of the
	 * call.
	 * @param report how far the call got, asked anew each time, on any thread
	 * @param message what happened, and the way out
	 */
	protected AmphoraException(Supplier<CallReport> report, String message) {
		super(message);
		this.report = report;
	}

	/**
	 * How far the call got that this exception ended. If the call ended with its timeout,
	 * and its answer comes afterwards, the stage becomes {@link CallStage#ANSWERED_LATE}.
	 * @return the report, or {@code null} if the exception was not thrown by a client
	 */
	public @Nullable CallReport report() {
		return (this.report != null) ? this.report.get() : null;
	}

}
