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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import io.amphora.AmphoraError;
import io.amphora.RemoteException;
import io.amphora.ReplyLostException;
import io.amphora.WrongRequestException;
import io.amphora.WrongRequestException.Violation;
import io.amphora.serializer.RpcResult;
import io.amphora.transport.RefusalLimits;
import io.amphora.transport.thread.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotationUtils;

/**
 * Converts exceptions to the failures that callers get.
 */
final class FailureResults {

	private FailureResults() {
	}

	static RpcResult toResult(Throwable failure, ErrorMessages messages) {
		if (failure instanceof RemoteException remote) {
			return new RpcResult.Failure(remote.errorType(), remote.args());
		}
		String type = type(failure);
		String message = messages.include(failure) ? message(failure) : null;
		if (message != null && type.equals(WrongRequestException.WIRE_TYPE)) {
			return new RpcResult.Failure(type, refusal(RefusalLimits.reason(message), failure));
		}
		return new RpcResult.Failure(type, (message != null) ? List.of(message) : List.of());
	}

	/** Convert an exception to a failure without its message. */
	static RpcResult withoutMessage(Throwable failure) {
		return new RpcResult.Failure(type(failure), List.of());
	}

	/** Callers that do not support violations find them in the message. */
	private static List<Object> refusal(String message, Throwable failure) {
		List<Map<String, String>> violations = (failure instanceof WrongRequestException wrong) ? violations(wrong)
				: List.of();
		return violations.isEmpty() ? List.of(message) : List.of(message, violations);
	}

	private static List<Map<String, String>> violations(WrongRequestException refusal) {
		return RefusalLimits.violations(refusal.violations().stream()).stream().map(FailureResults::members).toList();
	}

	private static Map<String, String> members(Violation violation) {
		Map<String, String> members = new LinkedHashMap<>();
		members.put("path", violation.path());
		members.put("message", violation.message());
		return members;
	}

	/** Return whether callers get more of an exception than its type. */
	static boolean includesMessage(Throwable failure, ErrorMessages messages) {
		return failure instanceof RemoteException || messages.include(failure);
	}

	/**
	 * Return the message of an exception, as the end of a sentence for a caller.
	 * @return the end of the sentence, empty if callers do not get this message
	 */
	static String reason(Throwable failure, ErrorMessages messages) {
		String message = messages.include(failure) ? message(failure) : null;
		return (message != null) ? ": " + message : "";
	}

	/** Exceptions of applications may throw instead of returning their message. */
	private static @Nullable String message(Throwable failure) {
		try {
			return failure.getMessage();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	/**
	 * Create the failure of a request that was delivered before, if its function must not
	 * run twice.
	 */
	static RpcResult mayHaveRun(RequestContext context) {
		return new RpcResult.Failure(ReplyLostException.WIRE_TYPE,
				List.of("Function '%s' is acknowledged on receipt and may have run for this request before"
					.formatted(context.function())));
	}

	/** Create the failure of a request that is refused now but was delivered before. */
	static RpcResult.Failure refusedAfterDelivery(WrongRequestException refusal) {
		return new RpcResult.Failure(ReplyLostException.WIRE_TYPE,
				List.of(RefusalLimits
					.reason("The request was delivered before and may have run then, and is refused now: "
							+ refusal.getMessage())));
	}

	/** Create the failure of a function that was cancelled at its maximum run time. */
	static RpcResult ranTooLong(RequestContext context, Duration maxRunTime) {
		return new RpcResult.Failure(TimeoutException.class.getSimpleName(),
				List.of("Function '%s' was cancelled after its maximum run time of %d ms".formatted(context.function(),
						maxRunTime.toMillis())));
	}

	/**
	 * Create the failure of a request that has to be sent again outside a batch. Its
	 * function may have run if the batch was delivered or sent before.
	 */
	static RpcResult notInABatch(RequestContext context) {
		return context.redelivered() ? mayHaveRun(context) : new RpcResult.Failure(WrongRequestException.WIRE_TYPE,
				List.of("The server does not run function '%s' for a call in a batch".formatted(context.function())));
	}

	/** Create the failure of each request in a batch that was delivered too often. */
	static RpcResult batchDeliveredTooOften(int times) {
		return new RpcResult.Failure(ReplyLostException.WIRE_TYPE, List
			.of("According to its headers, the batch was delivered %d times without being settled".formatted(times)));
	}

	/** Create the failure of a request that was delivered too often. */
	static RpcResult deliveredTooOften(int times) {
		return new RpcResult.Failure(ReplyLostException.WIRE_TYPE, List
			.of(("According to its headers, the request was delivered %d times without being settled and is rejected"
					+ " ('amphora.server.delivery-limit'). Does the function crash its servers?")
				.formatted(times)));
	}

	/** Create the failure of a redelivered request whose deliveries cannot be counted. */
	static RpcResult uncountable() {
		return new RpcResult.Failure(ReplyLostException.WIRE_TYPE,
				List.of("The request was delivered before and its deliveries cannot be counted. It is rejected."
						+ " Are its headers too large?"));
	}

	/**
	 * Return whether an exception refuses a request. A {@link WrongRequestException} with
	 * a report comes from a call made by the function.
	 */
	static boolean isRefusal(Throwable failure) {
		return failure instanceof WrongRequestException wrong && isOwn(wrong);
	}

	private static String type(Throwable failure) {
		if (isRefusal(failure)) {
			return WrongRequestException.WIRE_TYPE;
		}
		AmphoraError annotation = AnnotationUtils.findAnnotation(failure.getClass(), AmphoraError.class);
		if (annotation != null && !annotation.value().isEmpty()) {
			return annotation.value();
		}
		return Causes.typeName(failure);
	}

	/** Exceptions of applications may throw instead of returning their report. */
	private static boolean isOwn(WrongRequestException failure) {
		try {
			return failure.report() == null;
		}
		catch (Throwable ex) {
			return false;
		}
	}

}
