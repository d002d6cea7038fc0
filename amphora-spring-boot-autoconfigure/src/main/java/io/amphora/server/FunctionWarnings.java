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

package io.amphora.server;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.amphora.AmphoraException;
import io.amphora.PrintableText;
import io.amphora.WrongResultException;
import io.amphora.introspection.ServiceDescription;
import io.amphora.logging.ShortenedText;
import io.amphora.logging.WarningLimit;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs failures of functions and of their results, functions that do not end, and one-way
 * requests that are dropped: one warning per function and kind of failure in an interval.
 * Thread-safe.
 */
final class FunctionWarnings {

	private static final Log logger = LogFactory.getLog(FunctionWarnings.class);

	/** Number of stack frames to log. */
	private static final int STACK_DEPTH = 12;

	private static final int LONGEST_REASON = 300;

	private final WarningLimit limit = new WarningLimit();

	/**
	 * Log a result that cannot be written. The warning has no stack trace, because its
	 * messages may contain values.
	 * @param context the request, or {@code null} if its function is not known
	 * @param failure the reason
	 */
	void unwritable(@Nullable RequestContext context, WrongResultException failure) {
		if (context != null && this.limit.isDue(PrintableText.name(context.function()))) {
			logger.warn("%s: %s".formatted(failure.getMessage(), context));
		}
		logger.debug("A result cannot be written", failure);
	}

	/**
	 * Log an error reply that the broker refuses.
	 * @param service the service
	 * @param refusal why the broker refuses it
	 */
	void unsent(String service, AmphoraException refusal) {
		this.limit.warn(logger, "unsent", "A caller of service '%s' will time out, because its reply cannot be sent. %s"
			.formatted(service, ShortenedText.printable(refusal.getMessage(), LONGEST_REASON)), refusal);
	}

	/**
	 * Log an exception whose message the caller does not get.
	 * @param context the request
	 * @param known whether the server has the function; otherwise, the caller may have
	 * invented its name
	 * @param failure the exception of the function, or of an interceptor
	 */
	void messageNotSent(RequestContext context, boolean known, Throwable failure) {
		String function = known ? PrintableText.name(context.function()) : "";
		if (this.limit.isDue(function + ", " + failure.getClass().getName())) {
			logger.warn("Exception in %s. Its caller does not get the message. Others like it are logged at debug level"
				.formatted(context) + " for a minute", failure);
		}
		else {
			logger.debug("Exception in " + context, failure);
		}
	}

	/**
	 * Log a function that does not end although its call was cancelled.
	 * @param context the request
	 * @param stack the stack of its thread, empty if it occupies no thread
	 */
	void stillRuns(RequestContext context, StackTraceElement[] stack) {
		this.limit.warn(logger, PrintableText.name(context.function()),
				"Function '%s' of service '%s' still runs although its call was cancelled. %s"
					.formatted(PrintableText.of(context.function()), context.service(), place(stack)));
	}

	/**
	 * Log a request for a function that the server does not have, because other servers
	 * of the service may have it: the broker gives a request to any of them. One-way
	 * requests are logged when they are refused.
	 * @param context the request; its caller may have invented the name of the function
	 */
	void unknown(RequestContext context) {
		if (context.oneWay() || context.function().startsWith(ServiceDescription.RESERVED_PREFIX)) {
			return;
		}
		this.limit.warn(logger, "unknown",
				("Service '%s' has no function '%s' on this server, so a request for it was rejected. All servers of a"
						+ " service must have the same functions, because the broker gives a request to any of them.")
					.formatted(context.service(), PrintableText.name(context.function())));
	}

	/**
	 * Log a one-way request that was refused, because its caller does not learn it. The
	 * reasons of Amphora do not quote arguments.
	 * @param context the request
	 * @param known whether the server has the function; otherwise, the caller may have
	 * invented its name
	 * @param refusal why the request is refused
	 */
	void refused(RequestContext context, boolean known, Throwable refusal) {
		if (!context.oneWay()) {
			return;
		}
		try {
			warn(context, known, dropped(refusal.getMessage()));
		}
		catch (Throwable ex) {
			// an exception that cannot provide its message must not end the request
			Unexpected.log(logger, "A refusal could not be read: " + context, ex);
		}
	}

	/** Log a one-way request whose function must not run, as it may have run before. */
	void mayHaveRun(RequestContext context) {
		if (context.oneWay()) {
			warn(context, true,
					dropped("The function is acknowledged on receipt and may have run for this request before"));
		}
	}

	/** Log a one-way request whose function was cancelled at its maximum run time. */
	void ranTooLong(RequestContext context, Duration maxRunTime) {
		if (context.oneWay()) {
			warn(context, true, "was cancelled after its maximum run time of %d ms.".formatted(maxRunTime.toMillis()));
		}
	}

	private static String dropped(@Nullable String reason) {
		String text = ShortenedText.printable(reason, LONGEST_REASON);
		return "was dropped. " + text + ((text.endsWith(".") || text.endsWith("?")) ? "" : ".");
	}

	private void warn(RequestContext context, boolean known, String outcome) {
		String function = PrintableText.name(context.function());
		if (context.unread()) {
			warn("unread one-way", "One-way request", context, outcome);
		}
		else if (known) {
			warn("one-way, " + function, "One-way request for function '" + function + "'", context, outcome);
		}
		else {
			warn("unknown one-way", "One-way request for the unknown function '" + function + "'", context, outcome);
		}
	}

	private void warn(String kind, String subject, RequestContext context, String outcome) {
		this.limit.warn(logger, kind, "%s of service '%s' %s".formatted(subject, context.service(), outcome));
	}

	private static String place(StackTraceElement[] stack) {
		return (stack.length == 0) ? "Its coroutine does not end." : Stream.of(stack)
			.limit(STACK_DEPTH)
			.map(StackTraceElement::toString)
			.collect(Collectors.joining("%n\t".formatted(), "Its thread is at%n\t".formatted(), "%n".formatted()));
	}

}
