package io.amphora;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Root of everything that Amphora throws on purpose. An exception that ends a call
 * carries a {@link CallReport} that says how far the call got. It can be serialized by
 * Java: with the report of that moment, and with a cause that is replaced by its text if
 * it cannot be serialized itself. Suppressed exceptions are serialized as they are, so
 * each of them has to be serializable.
 */
public abstract class AmphoraException extends RuntimeException {

	/** Kept here, as a cause of the broker's client cannot be serialized. */
	private transient @Nullable Throwable cause;

	private transient @Nullable Supplier<CallReport> report;

	/**
	 * Create a new exception.
	 * @param message what happened, and the way out
	 * @param report how far the call got, or {@code null} if the exception ends no call
	 * @param cause the cause, or {@code null} if there is none
	 */
	protected AmphoraException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, null);
		this.cause = cause;
		this.report = (report != null) ? () -> report : null;
	}

	/**
	 * Create an exception whose report may change, as its client goes on learning of the
	 * call.
	 * @param report how far the call got, evaluated each time, on any thread
	 * @param message what happened, and the way out
	 * @param cause the cause, or {@code null} if there is none
	 */
	protected AmphoraException(Supplier<CallReport> report, String message, @Nullable Throwable cause) {
		super(message, null);
		this.cause = cause;
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

	@Override
	@SuppressWarnings("UnsynchronizedOverridesSynchronized")
	public @Nullable Throwable getCause() {
		return this.cause;
	}

	private void writeObject(ObjectOutputStream output) throws IOException {
		output.defaultWriteObject();
		SerializableValues.writeCause(output, this.cause);
		output.writeObject(report());
	}

	private void readObject(ObjectInputStream input) throws IOException, ClassNotFoundException {
		input.defaultReadObject();
		this.cause = (Throwable) input.readObject();
		CallReport read = (CallReport) input.readObject();
		this.report = (read != null) ? () -> read : null;
	}

}
