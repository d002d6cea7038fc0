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

package io.amphora.web;

import java.lang.reflect.UndeclaredThrowableException;

import io.amphora.AmphoraException;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.HoldLimitException;
import io.amphora.NoResultException;
import io.amphora.PrintableText;
import io.amphora.RemoteException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.UnroutableRequestException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.logging.ShortenedText;
import io.amphora.logging.WarningLimit;
import io.amphora.transport.connection.ConnectionFailure;
import io.amphora.transport.thread.Causes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Handles exceptions of calls that controllers throw, with these HTTP responses:
 * <ul>
 * <li>503 Service Unavailable if the function has certainly not run: the broker cannot be
 * reached, rejects the request or has no queue for it, the send buffer is full, or the
 * client is closed</li>
 * <li>504 Gateway Timeout for any other {@link NoResultException}: the function may have
 * run</li>
 * <li>502 Bad Gateway for a {@link RemoteException}, a {@link WrongResultException} or an
 * {@linkplain WrongRequestException#unknownFunction() unknown function}</li>
 * <li>400 Bad Request for any other {@link WrongRequestException} of the server, with the
 * {@linkplain WrongRequestException#violations() violations}</li>
 * </ul>
 * Other exceptions are left to other handlers, including exceptions of the application
 * that are caused by one of these. Responses do not contain exception messages, which are
 * logged at debug level. Failures are logged as warnings, at most once a minute for each
 * function and kind; violations are not. Applications can handle the exceptions
 * themselves, as their handlers take precedence, or replace this bean with a subclass.
 * {@link AmphoraExceptionAdvice} applies it to controllers of Spring MVC and Spring
 * WebFlux. Thread-safe.
 *
 * @since 0.1.0
 */
public class AmphoraExceptionHandler {

	private static final Log logger = LogFactory.getLog(AmphoraExceptionHandler.class);

	/** Maximum number of logged characters of a text from a peer. */
	private static final int MOST_LOGGED = 300;

	/** Leaves room for a text of the broker and the remedy. */
	private static final int MOST_LOGGED_OF_REFUSAL = 600;

	private final WarningLimit warnings = new WarningLimit();

	/**
	 * Handle an exception.
	 * @param failure the first Amphora exception in the chain of causes
	 * @param thrown the exception that the controller threw
	 * @return the problem details
	 * @throws Throwable the thrown exception, to leave it to other handlers
	 */
	public ProblemDetail handle(AmphoraException failure, Throwable thrown) throws Throwable {
		Throwable unwrapped = Causes.unwrap(thrown, UndeclaredThrowableException.class::isInstance);
		ProblemDetail problem = (unwrapped == failure) ? toProblemDetail(failure) : null;
		if (problem == null) {
			throw thrown;
		}
		log(failure, problem.getStatus());
		return problem;
	}

	/** Does not warn of violations, which are mistakes of the HTTP client. */
	private void log(AmphoraException failure, int status) {
		boolean violates = failure instanceof WrongRequestException wrong && !wrong.violations().isEmpty();
		CallReport report = failure.report();
		String function = (report != null) ? report.function() + " of " + report.service() : "";
		String message = "Responding with %d to an HTTP request after %s%s%s.".formatted(status,
				failure.getClass().getSimpleName(), reason(failure),
				(report != null) ? " for " + report.describe() : "");
		if (violates) {
			logger.debug(message, failure);
		}
		else {
			this.warnings.warn(logger, "%d, %s, %s".formatted(status, failure.getClass().getName(), function), message,
					failure);
		}
	}

	private static String reason(AmphoraException failure) {
		if (failure instanceof RemoteException remote) {
			return " of type " + PrintableText.name(remote.errorType());
		}
		if (failure instanceof WrongRequestException wrong) {
			return " (" + shortened(wrong.reason(), MOST_LOGGED) + ")";
		}
		if (failure instanceof WrongResultException || failure instanceof TopologyException) {
			return " (" + shortened(withoutReport(failure), MOST_LOGGED_OF_REFUSAL) + ")";
		}
		ConnectionFailure kind = connectionFailure(failure);
		return (kind != null) ? " (" + kind.summary() + ")" : "";
	}

	/** The report is logged after the message, which must not be too long for it. */
	private static String withoutReport(AmphoraException failure) {
		String message = String.valueOf(failure.getMessage());
		CallReport report = failure.report();
		return (report != null) ? message.replace(report.describe(), "the call") : message;
	}

	/** A request that was not sent has the failure to connect as its cause. */
	private static @Nullable ConnectionFailure connectionFailure(AmphoraException failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof NoResultException && hasNotRun(failure) && cause != null)
				? ConnectionFailure.of(cause) : null;
	}

	private static String shortened(String text, int max) {
		return ShortenedText.printable(text, max);
	}

	/**
	 * Return the problem details for an exception. Subclasses may override this method to
	 * change or extend them.
	 * @param failure the exception
	 * @return the problem details, or {@code null} to leave the exception to other
	 * handlers
	 */
	protected @Nullable ProblemDetail toProblemDetail(AmphoraException failure) {
		if (failure instanceof WrongRequestException wrong) {
			return isRefusedHere(wrong) ? null : refused(wrong);
		}
		if (failure instanceof TopologyException || hasNotRun(failure)) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
					(connectionFailure(failure) != null)
							? "The service cannot be reached, as there is no connection to its message broker."
									+ " The function was not executed."
							: "The service is unavailable. The function was not executed.");
		}
		if (failure instanceof NoResultException) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.GATEWAY_TIMEOUT,
					"No result was received from the service. The function may have been executed.");
		}
		if (failure instanceof RemoteException) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY,
					"The service failed to process the request.");
		}
		if (failure instanceof WrongResultException) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY,
					"The result of the service could not be read.");
		}
		return null;
	}

	/**
	 * HTTP clients do not choose the function, so an unknown one is not their mistake.
	 */
	private static ProblemDetail refused(WrongRequestException failure) {
		if (failure.unknownFunction()) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY,
					"The service does not support the request.");
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"The service refused the request.");
		if (!failure.violations().isEmpty()) {
			problem.setProperty("violations", failure.violations());
		}
		return problem;
	}

	/**
	 * Return whether this application could not write the request, which is its own
	 * mistake.
	 */
	private static boolean isRefusedHere(WrongRequestException failure) {
		CallReport report = failure.report();
		return report != null && report.stage() == CallStage.HELD;
	}

	private static boolean hasNotRun(AmphoraException failure) {
		if (failure instanceof UnroutableRequestException || failure instanceof HoldLimitException) {
			return true;
		}
		CallReport report = failure.report();
		return failure instanceof NoResultException
				&& ((report != null) ? report.stage() == CallStage.HELD : failure instanceof StoppedException);
	}

}
