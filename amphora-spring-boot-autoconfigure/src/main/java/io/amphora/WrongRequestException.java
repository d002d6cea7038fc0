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

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a server cannot process a request: it does not know the function, or the
 * arguments do not fit. On the server, a function or a serializer throws it to send such
 * a reply.
 *
 * @since 0.1.0
 */
public class WrongRequestException extends AmphoraException {

	/** The {@code type} of this exception on the wire. */
	public static final String WIRE_TYPE = "WrongRequest";

	private final String reason;

	private final Violation[] violations;

	/**
	 * Create a new exception.
	 * @param message what is wrong with the request
	 */
	public WrongRequestException(String message) {
		this(message, null, null);
	}

	/**
	 * Create a new exception for arguments that violate constraints.
	 * @param message what is wrong with the request, including the violations, as not all
	 * callers receive the list
	 * @param violations the violations
	 */
	public WrongRequestException(String message, List<Violation> violations) {
		this(message, message, violations, null, null);
	}

	/**
	 * Create a new exception. If the cause is a {@code WrongRequestException}, its reason
	 * and violations are used; otherwise the message is the reason.
	 * @param message what is wrong with the request
	 * @param report how far the call got, or {@code null} on the server
	 * @param cause the cause, or {@code null} if there is none
	 */
	public WrongRequestException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		this(message, (cause instanceof WrongRequestException wrong) ? wrong.reason : message,
				(cause instanceof WrongRequestException wrong) ? wrong.violations() : List.of(), report, cause);
	}

	/**
	 * Create the exception that a client throws.
	 * @param message what is wrong and with which request
	 * @param reason what is wrong with the request, without the report
	 * @param violations the violations of constraints, if any
	 * @param report how far the call got
	 * @param cause the cause, or {@code null} if there is none
	 */
	public WrongRequestException(String message, String reason, List<Violation> violations, @Nullable CallReport report,
			@Nullable Throwable cause) {
		super(message, report, cause);
		this.reason = reason;
		this.violations = violations.toArray(Violation[]::new);
	}

	/**
	 * Return what is wrong with the request, without the report of the call that the
	 * message contains. If the server rejected the request, this is the server's reason,
	 * shortened to a few thousand characters. It names the function and its parameters,
	 * and may come from an untrusted peer.
	 * @return the reason
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return the constraints that the arguments violate.
	 * @return the violations, unmodifiable; empty if the request is wrong for another
	 * reason, or if the server does not list them
	 */
	public List<Violation> violations() {
		return List.of(this.violations);
	}

	/**
	 * Return whether the server has rejected the request because it does not know the
	 * function. This is recognized by the {@link #reason()} of Amphora's server and of
	 * the Python library. Other servers may give a different reason.
	 * @return {@code true} if the server does not know the function, {@code false} if it
	 * does or if the reason does not show it
	 */
	public boolean unknownFunction() {
		CallReport report = report();
		return report != null
				&& (this.reason.equals(report.function()) || this.reason.startsWith("Service '%s' has no function '%s'"
					.formatted(report.service(), PrintableText.name(report.function()))));
	}

	/**
	 * The violation of a constraint by an argument.
	 *
	 * @param path the name of the parameter and the properties below it, as in
	 * {@code order.lines[0].sku}
	 * @param message the message of the constraint, as in {@code must not be blank}
	 */
	public record Violation(String path, String message) implements Serializable {

		public Violation {
			Objects.requireNonNull(path, "'path' must not be null");
			Objects.requireNonNull(message, "'message' must not be null");
		}

	}

}
