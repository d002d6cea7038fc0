/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Base class of all exceptions that Amphora throws on purpose. An exception that ends a
 * call has a {@link CallReport} that shows how far the call got. Java serialization
 * includes the current report, and replaces a cause that is not serializable by its text.
 * Suppressed exceptions are serialized unchanged, so all of them must be serializable.
 *
 * @since 0.1.0
 */
public abstract class AmphoraException extends RuntimeException {

	/** Kept here, as exceptions of the RabbitMQ client are not serializable. */
	private transient @Nullable Throwable cause;

	private transient @Nullable Supplier<CallReport> report;

	/**
	 * Create a new exception.
	 * @param message what happened, and the remedy
	 * @param report how far the call got, or {@code null} if the exception does not end a
	 * call
	 * @param cause the cause, or {@code null} if there is none
	 */
	protected AmphoraException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, null);
		this.cause = cause;
		this.report = (report != null) ? () -> report : null;
	}

	/**
	 * Create an exception whose report may change while the client learns more about the
	 * call.
	 * @param report supplies the report each time it is requested, on any thread
	 * @param message what happened, and the remedy
	 * @param cause the cause, or {@code null} if there is none
	 */
	protected AmphoraException(Supplier<CallReport> report, String message, @Nullable Throwable cause) {
		super(message, null);
		this.cause = cause;
		this.report = report;
	}

	/**
	 * Return the report of the call that this exception ended. If the call timed out and
	 * its reply arrives later, the stage becomes {@link CallStage#REPLIED_LATE}.
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
